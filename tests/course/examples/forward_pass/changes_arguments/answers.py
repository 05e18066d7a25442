import numpy as np


def dense(inputs, weights, bias):
    result = np.dot(inputs, weights) + bias
    inputs[:] = 0
    return result


def forward(inputs, layers):
    signal = inputs
    while len(layers) > 0:
        weights, bias = layers.pop(0)
        signal = sigmoid(np.dot(signal, weights) + bias)
    return signal


def count_parameters(layer_sizes):
    total = 0
    while len(layer_sizes) > 1:
        a = layer_sizes.pop(0)
        total += a * layer_sizes[0] + layer_sizes[0]
    return total
