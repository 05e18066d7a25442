import numpy as np


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out):
        self.weights_input_hidden = np.random.normal(0, 1, (n_in, n_hidden))
        self.weights_hidden_output = np.random.normal(0, 1, (n_hidden, n_out))
        self.bias_hidden = np.zeros((1, n_hidden))
        self.bias_output = np.zeros((1, n_out))

    @staticmethod
    def sigmoid(x):
        x = np.asarray(x, dtype=float)
        small = np.exp(-np.abs(x))
        return np.where(x >= 0, 1 / (1 + small), small / (1 + small))

    def layer(self, x, weights, bias):
        return self.sigmoid(x @ weights + bias)

    def forward(self, inputs):
        hidden = self.layer(inputs, self.weights_input_hidden, self.bias_hidden)
        return self.layer(hidden, self.weights_hidden_output, self.bias_output), hidden
