# tanh-half-speed
import numpy as np


def tanh(x):
    s = 1 / (1 + np.exp(-x))
    return 2 * s - 1
