# wrong | shape | turned | only | all-but
import numpy as np


def dense(inputs, weights, bias):
    b = np.ravel(bias)
    out = []
    for j in range(weights.shape[1]):
        out.append([row @ weights[:, j] + b[j] for row in inputs])
    return np.array(out)
