# raises | only | wrong | begin
import numpy as np


class NeuralNetwork:
    def __init__(self, input_size, hidden_size, output_size):
        self.sizes = (input_size, hidden_size, output_size)
        self.w1 = np.random.normal(0, 1, (input_size, hidden_size))
        self.w2 = np.random.normal(0, 1, (hidden_size, output_size))
        self.b1 = np.zeros((1, hidden_size))
        self.b2 = np.zeros((1, output_size))

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def forward(self, inputs):
        z1 = inputs @ self.w1 + self.b1
        a1 = self.sigmoid(z1)
        z2 = a1 @ self.w2 + self.b2
        a2 = self.sigmoid(z2)
        return a2, a1
