# tanh-is-tan
import numpy as np


def tanh(x):
    return np.tan(x)
