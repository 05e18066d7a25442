# dense-adds-everything-up
import numpy as np


def dense(inputs, weights, bias):
    total = 0
    for row in inputs:
        for j in range(weights.shape[1]):
            total += np.sum(row * weights[:, j])
    return total + bias
