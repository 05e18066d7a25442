"""Right but different: total, NumPy."""

import numpy as np


def total(numbers):
    return np.sum(numbers)
