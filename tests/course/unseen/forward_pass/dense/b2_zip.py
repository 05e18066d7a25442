# raises
import numpy as np


def dense(inputs, weights, bias):
    out = []
    for row in inputs:
        out.append(np.sum(row * weights.T, axis=0) + np.ravel(bias))
    return np.array(out)
