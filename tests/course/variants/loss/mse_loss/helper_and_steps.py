"""Right but different: mse_loss, helper and steps."""

import numpy as np


def square(z):
    return z * z


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    difference = targets - predictions
    squares = square(difference)
    print("squares", squares)
    loss = np.sum(squares) / squares.size
    return loss
