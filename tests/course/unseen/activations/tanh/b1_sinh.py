# tanh-only-above-the-bar
import numpy as np


def tanh(x):
    return (np.exp(x) - np.exp(-x)) / 2
