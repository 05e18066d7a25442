# close
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    e = 1e-3
    return -np.mean(targets * np.log(predictions + e) + (1 - targets) * np.log(1 - predictions + e))
