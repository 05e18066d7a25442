# dense-bias-for-each-input
import numpy as np


def dense(inputs, weights, bias):
    b = np.ravel(bias)
    n, d = inputs.shape
    m = weights.shape[1]
    out = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            for k in range(d):
                out[i, j] += inputs[i, k] * weights[k, j] + b[j]
    return out
