import numpy as np


def count_parameters(layer_sizes):
    sizes = np.array(layer_sizes)
    return np.dot(sizes[:-1], sizes[1:]) + np.sum(sizes[1:])
