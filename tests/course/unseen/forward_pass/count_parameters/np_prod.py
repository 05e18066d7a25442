# count-multiplies-all-sizes
import numpy as np


def count_parameters(layer_sizes):
    return int(np.prod(layer_sizes))
