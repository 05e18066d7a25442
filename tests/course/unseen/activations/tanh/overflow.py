# not-finite | only
import numpy as np


def tanh(x):
    return (np.exp(x * 60) ** (1 / 60) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
