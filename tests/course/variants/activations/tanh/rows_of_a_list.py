"""Right but different: tanh, rows of a list."""

import math

import numpy as np


def tanh(x):
    if np.ndim(x) == 0:
        return math.tanh(x)
    return np.array([tanh(row) for row in list(x)])
