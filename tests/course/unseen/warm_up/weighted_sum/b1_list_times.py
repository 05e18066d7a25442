# weighted-sum-list-times-list
import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return np.sum(values * weights)
