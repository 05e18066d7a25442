# rounded
import numpy as np


def tanh(x):
    return np.round(np.tanh(x), 4)
