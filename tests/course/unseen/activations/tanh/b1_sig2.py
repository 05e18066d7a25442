# tanh-half-speed
import numpy as np


def tanh(x):
    return 2 / (1 + np.exp(-x)) - 1
