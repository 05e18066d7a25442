# tanh-is-sigmoid
import numpy as np


def tanh(x):
    e = np.exp(x)
    return e / (e + 1)
