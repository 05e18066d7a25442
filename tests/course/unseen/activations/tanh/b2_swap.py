# tanh-mirrored
import numpy as np


def tanh(x):
    return (1 - np.exp(2 * x)) / (1 + np.exp(2 * x))
