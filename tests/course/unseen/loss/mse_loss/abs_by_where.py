# mse-absolute
import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    gap = predictions - targets
    gap = np.where(gap < 0, -gap, gap)
    return gap.mean()
