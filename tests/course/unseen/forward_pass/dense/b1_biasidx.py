# raises
import numpy as np


def dense(inputs, weights, bias):
    n, m = inputs.shape[0], weights.shape[1]
    out = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            out[i, j] = inputs[i] @ weights[:, j] + bias[j]
    return out
