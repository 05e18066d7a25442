# weighted-sum-cuts-each-number | weighted-sum-cuts-decimals | wrong | only
import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return np.sum(np.array(values, dtype=int) * np.array(weights, dtype=int))
