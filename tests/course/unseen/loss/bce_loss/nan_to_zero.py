# only | wrong | bce-log-of-zero
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    logs = np.where(predictions > 0, np.log(predictions), 0.0)
    others = np.where(predictions < 1, np.log(1 - predictions), 0.0)
    return -np.mean(targets * logs + (1 - targets) * others)
