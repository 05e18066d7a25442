import numpy as np


class Layered:
    def make_weights(self, before, after):
        return np.random.randn(before, after)

    def make_bias(self, size):
        return np.array([[0.0] * size])

    def sigmoid(self, x):
        return np.power(1 + np.exp(-x), -1.0)


class NeuralNetwork(Layered):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.sizes = (input_size, hidden_size, output_size)
        self.weights_input_hidden = self.make_weights(input_size, hidden_size)
        self.bias_hidden = self.make_bias(hidden_size)
        self.weights_hidden_output = self.make_weights(hidden_size, output_size)
        self.bias_output = self.make_bias(output_size)

    def forward(self, inputs):
        signals = [inputs]
        for weights, bias in (
            (self.weights_input_hidden, self.bias_hidden),
            (self.weights_hidden_output, self.bias_output),
        ):
            signals.append(self.sigmoid(signals[-1] @ weights + bias))
        return signals[2], signals[1]
