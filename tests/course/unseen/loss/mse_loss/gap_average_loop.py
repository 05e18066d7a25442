# mse-forgets-square
import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    total = 0
    for gap in (predictions - targets).ravel():
        total += gap
    return total / predictions.size
