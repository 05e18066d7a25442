# only
import numpy as np


def sigmoid(x):
    if isinstance(x, np.ndarray) and x.dtype == float:
        x *= -1
        return 1 / (1 + np.exp(x))
    return 1 / (1 + np.exp(-x))
