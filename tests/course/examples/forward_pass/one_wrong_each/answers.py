import numpy as np


def dense(inputs, weights, bias):
    result = np.zeros((len(inputs), weights.shape[1]), dtype=inputs.dtype)
    result[:] = np.dot(inputs, weights) + bias
    return result


def forward(inputs, layers):
    signal = inputs
    for weights, bias in layers:
        signal = np.dot(signal, weights) + bias
    return sigmoid(signal)


def count_parameters(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1] + 1
    return total
