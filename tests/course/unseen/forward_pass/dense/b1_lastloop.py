# dense-last-input-missing
import numpy as np


def dense(inputs, weights, bias):
    b = np.ravel(bias)
    out = np.zeros((inputs.shape[0], weights.shape[1]))
    for i in range(inputs.shape[0]):
        for j in range(weights.shape[1]):
            s = 0
            for k in range(inputs.shape[1] - 1):
                s += inputs[i, k] * weights[k, j]
            out[i, j] = s + b[j]
    return out
