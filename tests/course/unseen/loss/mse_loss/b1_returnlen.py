# mse-silent-broadcast
import numpy as np


def mse_loss(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError("predictions and targets must have the same shape")
    return np.mean((predictions - targets) ** 2)
