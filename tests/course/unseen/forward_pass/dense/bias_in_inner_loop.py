# dense-bias-for-each-input
import numpy as np


def dense(inputs, weights, bias):
    b = bias.flatten()
    n, d = inputs.shape
    m = weights.shape[1]
    result = np.zeros((n, m))
    for i in range(n):
        for k in range(d):
            for j in range(m):
                result[i][j] = result[i][j] + inputs[i][k] * weights[k][j] + b[j]
    return result
