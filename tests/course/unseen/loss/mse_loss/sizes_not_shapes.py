# only | mse-silent-broadcast
import numpy as np


def mse_loss(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError("lengths differ")
    return np.mean((predictions - targets) ** 2)
