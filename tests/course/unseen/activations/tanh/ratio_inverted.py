# tanh-plus-and-minus-swapped
import numpy as np


def tanh(x):
    t = np.tanh(x)
    return 1 / t
