import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    if len(values) == 0:
        return 0.0
    m = np.matrix(values) * np.matrix(weights).T
    return m.item()
