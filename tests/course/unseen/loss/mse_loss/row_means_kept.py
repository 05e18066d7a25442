# shape | only | wrong
import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    return ((predictions - targets) ** 2).mean(axis=-1)
