"""Right but different: bce_loss, two parts added."""

import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    p = predictions.copy()
    p[p < 1e-10] = 1e-10
    p[p > 1 - 1e-10] = 1 - 1e-10
    first = -targets * np.log(p)
    second = -(1 - targets) * np.log1p(-p)
    losses = first + second
    return np.sum(losses) / losses.size
