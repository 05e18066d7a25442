# only | wrong
import numpy as np


def relu(x):
    return np.minimum(np.maximum(x, 0), 6)
