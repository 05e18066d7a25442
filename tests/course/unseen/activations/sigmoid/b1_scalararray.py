# shape
import numpy as np


def sigmoid(x):
    x = np.atleast_1d(x)
    return 1 / (1 + np.exp(-x))
