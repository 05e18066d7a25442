"""Right but different: mse_loss, loop over elements."""

import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    total = 0
    count = 0
    for p, t in zip(predictions.flatten(), targets.flatten()):
        total += (p - t) ** 2
        count += 1
    return total / count
