import numpy as np


def dense(inputs, weights, bias):
    return np.dot(inputs, weights) - bias


def forward(inputs, layers):
    signal = inputs
    for weights, bias in layers:
        signal = sigmoid(dense(signal, weights, bias))
    return signal


def count_parameters(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return total
