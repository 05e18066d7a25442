import math
import random

import numpy as np


class NeuralNetwork:
    def __init__(self, input_size, hidden_size, output_size):
        self.weights_input_hidden = self.random_table(input_size, hidden_size)
        self.weights_hidden_output = self.random_table(hidden_size, output_size)
        self.bias_hidden = np.array([[0.0 for _ in range(hidden_size)]])
        self.bias_output = np.array([[0.0 for _ in range(output_size)]])

    def random_table(self, rows, columns):
        return np.array([[random.gauss(0, 1) for _ in range(columns)] for _ in range(rows)])

    def sigmoid_of_one(self, x):
        if x < -700:
            return 0.0
        return 1 / (1 + math.exp(-x))

    def sigmoid(self, x):
        if np.ndim(x) == 0:
            return self.sigmoid_of_one(x)
        return np.array([self.sigmoid(part) for part in x])

    def dense(self, inputs, weights, bias):
        result = np.zeros((len(inputs), weights.shape[1]))
        for n in range(len(inputs)):
            for j in range(weights.shape[1]):
                total = bias[0][j]
                for i in range(weights.shape[0]):
                    total += inputs[n][i] * weights[i][j]
                result[n][j] = total
        return result

    def forward(self, inputs):
        hidden = self.sigmoid(self.dense(inputs, self.weights_input_hidden, self.bias_hidden))
        output = self.sigmoid(self.dense(hidden, self.weights_hidden_output, self.bias_output))
        return output, hidden
