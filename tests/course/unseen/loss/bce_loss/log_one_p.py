# bce-logarithm-of-p-plus-one | wrong
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    return -np.mean(targets * np.log1p(predictions) + (1 - targets) * np.log1p(1 - predictions))
