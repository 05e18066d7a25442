# weighted-sum-stretches-single-weight
import numpy as np


def weighted_sum(values, weights):
    v = np.array(values)
    w = np.array(weights)
    return (v * w).sum()
