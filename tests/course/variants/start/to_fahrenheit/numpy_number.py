"""Right but different: to_fahrenheit, a NumPy number."""

import numpy as np


def to_fahrenheit(celsius):
    return np.float64(celsius) / 5 * 9 + 32
