# dense-first-bias-only
import numpy as np


def dense(inputs, weights, bias):
    rows = []
    for row in inputs:
        rows.append(row @ weights + bias[0])
    return np.array(rows)
