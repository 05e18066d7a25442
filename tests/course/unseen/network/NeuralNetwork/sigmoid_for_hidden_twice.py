# network-hidden-from-output-weights | wrong | only | begin
import numpy as np


class NeuralNetwork:
    def __init__(self, input_size, hidden_size, output_size):
        self.sizes = (input_size, hidden_size, output_size)
        self.weights_input_hidden = np.random.normal(0, 1, (input_size, hidden_size))
        self.weights_hidden_output = np.random.normal(0, 1, (hidden_size, output_size))
        self.bias_hidden = np.zeros((1, hidden_size))
        self.bias_output = np.zeros((1, output_size))

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def forward(self, inputs):
        z1 = inputs @ self.weights_input_hidden + self.bias_hidden
        a1 = self.sigmoid(self.sigmoid(z1))
        z2 = a1 @ self.weights_hidden_output + self.bias_output
        a2 = self.sigmoid(z2)
        return a2, a1
