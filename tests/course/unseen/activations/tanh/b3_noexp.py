# tanh-half-speed
import numpy as np


def tanh(x):
    return (np.exp(x) - 1) / (np.exp(x) + 1)
