import numpy as np


class NeuralNetwork:
    __slots__ = ("bias_hidden", "bias_output", "weights_hidden_output", "weights_input_hidden")

    def __init__(self, input_size, hidden_size, output_size):
        self.weights_input_hidden = np.random.standard_normal((input_size, hidden_size))
        self.weights_hidden_output = np.random.standard_normal((hidden_size, output_size))
        self.bias_hidden = np.zeros((1, hidden_size))
        self.bias_output = np.zeros((1, output_size))

    def sigmoid(self, x):
        return 0.5 * (1 + np.tanh(0.5 * x))

    def forward(self, inputs):
        hidden = self.sigmoid(inputs.dot(self.weights_input_hidden) + self.bias_hidden)
        output = self.sigmoid(hidden.dot(self.weights_hidden_output) + self.bias_output)
        return output, hidden
