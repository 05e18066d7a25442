# mse-first-pair-only
import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    a, b = predictions.flatten(), targets.flatten()
    s = 0
    for i in range(len(a)):
        s += (a[i] - b[i]) ** 2
        return s / len(a)
