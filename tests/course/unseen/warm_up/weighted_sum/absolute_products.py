# weighted-sum-positive-weights | only
import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return np.sum(np.abs(np.array(values) * np.array(weights)))
