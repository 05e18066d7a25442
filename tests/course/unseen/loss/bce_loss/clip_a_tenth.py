# bce-clips-too-much | only | close
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    p = np.clip(predictions, 1e-2, 0.99)
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))
