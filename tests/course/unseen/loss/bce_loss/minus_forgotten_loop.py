# bce-missing-minus
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    eps = 1e-10
    p = np.minimum(np.maximum(predictions, eps), 1 - eps)
    total = 0
    for a, t in zip(p.ravel(), targets.ravel()):
        total += t * np.log(a) + (1 - t) * np.log(1 - a)
    return total / p.size
