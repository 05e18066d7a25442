# bce-log-of-zero
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    return -np.mean(targets * np.log(predictions) + (1 - targets) * np.log(1 - predictions))
