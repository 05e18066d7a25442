from dataclasses import dataclass, field

import numpy as np


@dataclass
class NeuralNetwork:
    input_size: int
    hidden_size: int
    output_size: int
    weights_input_hidden: np.ndarray = field(init=False, repr=False)
    weights_hidden_output: np.ndarray = field(init=False, repr=False)
    bias_hidden: np.ndarray = field(init=False, repr=False)
    bias_output: np.ndarray = field(init=False, repr=False)

    def __post_init__(self):
        self.weights_input_hidden = np.random.randn(self.input_size, self.hidden_size)
        self.weights_hidden_output = np.random.randn(self.hidden_size, self.output_size)
        self.bias_hidden = np.zeros((1, self.hidden_size))
        self.bias_output = np.zeros((1, self.output_size))

    def sigmoid(self, x):
        return np.where(np.asarray(x) > -700, 1 / (1 + np.exp(-np.maximum(x, -700))), 0.0)

    def forward(self, inputs):
        hidden = self.sigmoid(np.matmul(inputs, self.weights_input_hidden) + self.bias_hidden)
        output = self.sigmoid(np.matmul(hidden, self.weights_hidden_output) + self.bias_output)
        return output, hidden
