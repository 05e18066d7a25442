# bce-is-mse
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    gap = np.clip(predictions, 1e-12, 1 - 1e-12) - targets
    return np.mean(gap * gap)
