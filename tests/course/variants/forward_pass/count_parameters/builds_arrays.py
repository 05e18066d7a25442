import numpy as np


def count_parameters(layer_sizes):
    total = 0
    for i in range(1, len(layer_sizes)):
        weights = np.zeros((layer_sizes[i - 1], layer_sizes[i]))
        bias = np.zeros(layer_sizes[i])
        total += weights.size + bias.size
    return total
