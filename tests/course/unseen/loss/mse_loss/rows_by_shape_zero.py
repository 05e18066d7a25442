# mse-divides-by-rows
import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    n = predictions.shape[0]
    return np.sum(np.square(predictions - targets)) / n
