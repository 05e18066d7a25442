import numpy as np


def dense(inputs, weights, bias):
    return np.dot(inputs, weights) + bias


def forward(inputs, layers):
    i = 0
    while i < len(layers):
        weights, bias = layers[i]
        signal = sigmoid(dense(inputs, weights, bias))
    return signal


def count_parameters(layer_sizes):
    total = 0
    i = 0
    while i < len(layer_sizes) - 1:
        total += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
        i += 1
    return total
