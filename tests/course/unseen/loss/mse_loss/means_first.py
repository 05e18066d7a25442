# mse-square-of-the-mean
import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    m = np.mean(predictions) - np.mean(targets)
    return m**2
