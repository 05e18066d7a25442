import numpy as np


class NeuralNetwork:
    def __init__(self, input_size, hidden_size, output_size):
        rng = np.random.default_rng()
        self._p = {
            "w1": rng.standard_normal((input_size, hidden_size)),
            "b1": np.zeros((1, hidden_size)),
            "w2": rng.standard_normal((hidden_size, output_size)),
            "b2": np.zeros((1, output_size)),
        }

    @property
    def weights_input_hidden(self):
        return self._p["w1"]

    @weights_input_hidden.setter
    def weights_input_hidden(self, value):
        self._p["w1"] = value

    @property
    def bias_hidden(self):
        return self._p["b1"]

    @bias_hidden.setter
    def bias_hidden(self, value):
        self._p["b1"] = value

    @property
    def weights_hidden_output(self):
        return self._p["w2"]

    @weights_hidden_output.setter
    def weights_hidden_output(self, value):
        self._p["w2"] = value

    @property
    def bias_output(self):
        return self._p["b2"]

    @bias_output.setter
    def bias_output(self, value):
        self._p["b2"] = value

    def sigmoid(self, x):
        return 1.0 / (1.0 + np.exp(-x))

    def forward(self, inputs):
        hidden = self.sigmoid(inputs @ self._p["w1"] + self._p["b1"])
        return [self.sigmoid(hidden @ self._p["w2"] + self._p["b2"]), hidden]
