"""Right but different: weighted_sum, the at sign."""

import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    v = np.array(values)
    w = np.array(weights)
    return float(v @ w)
