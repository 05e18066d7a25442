# bce-arguments-swapped
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    t = np.clip(targets, 1e-12, 1 - 1e-12)
    return -np.mean(predictions * np.log(t) + (1 - predictions) * np.log(1 - t))
