import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    return np.mean((predictions.astype(np.float32) - targets.astype(np.float32)) ** 2)
