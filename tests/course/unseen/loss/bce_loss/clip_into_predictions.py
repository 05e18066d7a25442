# bce-changes-predictions
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    np.clip(predictions, 1e-12, 1 - 1e-12, out=predictions)
    return -np.mean(targets * np.log(predictions) + (1 - targets) * np.log(1 - predictions))
