# bce-second-minus
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    p = np.clip(predictions, 1e-12, 1 - 1e-12)
    return np.mean(-targets * np.log(p) + (1 - targets) * np.log(1 - p))
