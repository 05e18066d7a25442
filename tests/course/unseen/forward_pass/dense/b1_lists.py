# dense-returns-list
import numpy as np


def dense(inputs, weights, bias):
    res = []
    for row in inputs:
        r = []
        for j in range(weights.shape[1]):
            r.append(sum(row[i] * weights[i, j] for i in range(len(row))) + np.ravel(bias)[j])
        res.append(r)
    return res
