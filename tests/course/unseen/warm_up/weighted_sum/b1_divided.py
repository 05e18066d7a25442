# weighted-sum-weighted-average
import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    a = np.array(values)
    b = np.array(weights)
    return np.sum(a * b) / np.sum(b)
