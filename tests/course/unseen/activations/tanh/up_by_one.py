# tanh-not-moved-down | offset
import numpy as np


def tanh(x):
    return np.tanh(x) + 1
