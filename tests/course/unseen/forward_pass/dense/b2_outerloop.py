# first-place-only
import numpy as np


def dense(inputs, weights, bias):
    out = np.zeros((inputs.shape[0], weights.shape[1]))
    for i in range(inputs.shape[0]):
        out[i] = inputs[i] @ weights + np.ravel(bias)
        return out
