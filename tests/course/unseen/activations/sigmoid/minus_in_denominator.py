# sigmoid-minus-below-the-bar
import numpy as np


def sigmoid(x):
    d = 1.0 - np.exp(-x)
    return np.divide(1.0, d)
