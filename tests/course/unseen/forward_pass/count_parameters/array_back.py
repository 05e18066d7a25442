# shape | wrong
import numpy as np


def count_parameters(layer_sizes):
    sizes = np.array(layer_sizes)
    return sizes[:-1] * sizes[1:] + sizes[1:]
