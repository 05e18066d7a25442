# mse-mean-of-each-column
import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    total = 0
    for p, t in zip(predictions, targets):
        total += (p - t) ** 2
    return total / len(predictions)
