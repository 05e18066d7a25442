"""Right but different: tanh, stable with sign."""

import numpy as np


def tanh(x):
    e = np.exp(-2.0 * np.abs(x))
    return np.sign(x) * (1 - e) / (1 + e)
