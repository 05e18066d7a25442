# tanh-plus-and-minus-swapped
import numpy as np


def tanh(x):
    return np.cosh(x) / np.sinh(x)
