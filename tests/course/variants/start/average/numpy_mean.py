"""Right but different: average, NumPy."""

import numpy as np


def average(numbers):
    if len(numbers) < 1:
        raise ValueError("empty")
    return np.mean(numbers)
