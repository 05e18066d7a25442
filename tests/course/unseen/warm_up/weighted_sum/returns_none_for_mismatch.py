# does-not-raise | weighted-sum-drops-extra-values | only | all-but
import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        print("lengths differ")
        return None
    return np.dot(values, weights)
