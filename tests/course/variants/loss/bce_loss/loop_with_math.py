"""Right but different: bce_loss, loop with math."""

import math

import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    total = 0.0
    for p, t in zip(predictions.ravel(), targets.ravel()):
        p = min(max(p, 1e-12), 1 - 1e-12)
        total -= t * math.log(p) + (1 - t) * math.log(1 - p)
    return total / predictions.size
