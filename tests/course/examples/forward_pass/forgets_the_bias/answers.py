import numpy as np


def dense(inputs, weights, bias):
    return np.dot(inputs, weights)


def forward(inputs, layers):
    x = inputs
    for w, b in layers:
        x = sigmoid(np.dot(x, w))
    return x


def count_parameters(layer_sizes):
    total = 0
    for a, b in zip(layer_sizes[:-1], layer_sizes[1:]):
        total += a * b
    return total
