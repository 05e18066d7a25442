# tanh-is-tan
import numpy as np


def tanh(x):
    return np.sin(x) / np.cos(x)
