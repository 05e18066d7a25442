# only | raises
import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise TypeError("lengths differ")
    return np.dot(values, weights)
