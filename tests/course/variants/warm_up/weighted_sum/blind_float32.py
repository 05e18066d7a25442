import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    v = np.array(values, dtype=np.float32)
    w = np.array(weights, dtype=np.float32)
    return float(np.sum(v * w))
