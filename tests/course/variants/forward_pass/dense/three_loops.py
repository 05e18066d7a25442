import numpy as np


def dense(inputs, weights, bias):
    bias = np.ravel(bias)
    samples, features = inputs.shape
    nodes = weights.shape[1]
    result = np.zeros((samples, nodes))
    for n in range(samples):
        for j in range(nodes):
            total = 0
            for i in range(features):
                total += inputs[n][i] * weights[i][j]
            result[n][j] = total + bias[j]
    return result
