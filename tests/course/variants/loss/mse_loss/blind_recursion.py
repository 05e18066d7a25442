import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    if np.ndim(predictions) > 1:
        return sum(mse_loss(p, t) for p, t in zip(predictions, targets)) / len(predictions)
    return sum((float(p) - float(t)) ** 2 for p, t in zip(predictions, targets)) / len(predictions)
