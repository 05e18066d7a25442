# only
import numpy as np


def relu(x):
    return np.minimum(np.maximum(0, x), 6)
