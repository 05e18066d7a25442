import numpy as np


class NeuralNetwork:
    def __init__(self, input_size, hidden_size, output_size):
        self._p = {
            "wih": np.random.randn(input_size, hidden_size),
            "who": np.random.randn(hidden_size, output_size),
            "bh": np.zeros((1, hidden_size)),
            "bo": np.zeros((1, output_size)),
        }

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def forward(self, inputs):
        hidden = self.sigmoid(np.dot(inputs, self.weights_input_hidden) + self.bias_hidden)
        output = self.sigmoid(np.dot(hidden, self.weights_hidden_output) + self.bias_output)
        return output, hidden

    weights_input_hidden = property(
        lambda self: self._p["wih"], lambda self, v: self._p.__setitem__("wih", v)
    )
    weights_hidden_output = property(
        lambda self: self._p["who"], lambda self, v: self._p.__setitem__("who", v)
    )
    bias_hidden = property(lambda self: self._p["bh"], lambda self, v: self._p.__setitem__("bh", v))
    bias_output = property(lambda self: self._p["bo"], lambda self, v: self._p.__setitem__("bo", v))
