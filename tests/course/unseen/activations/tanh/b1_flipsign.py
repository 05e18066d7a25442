# tanh-mirrored
import numpy as np


def tanh(x):
    a, b = np.exp(x), np.exp(-x)
    return (b - a) / (a + b)
