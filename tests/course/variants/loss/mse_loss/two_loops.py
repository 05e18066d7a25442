"""Right but different: mse_loss, two loops."""

import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    p = np.atleast_2d(predictions)
    t = np.atleast_2d(targets)
    total = 0.0
    for i in range(p.shape[0]):
        for j in range(p.shape[1]):
            total = total + (p[i, j] - t[i, j]) * (p[i, j] - t[i, j])
    return total / (p.shape[0] * p.shape[1])
