# bce-only-positive-class
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    p = np.clip(predictions, 1e-9, 1)
    return -np.sum(targets * np.log(p)) / targets.size
