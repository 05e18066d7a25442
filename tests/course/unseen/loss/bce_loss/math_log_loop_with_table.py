# raises | only | bce-math-log
import math

import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    total = 0
    for p, t in zip(predictions, targets):
        p = min(max(p, 1e-12), 1 - 1e-12)
        total -= t * math.log(p) + (1 - t) * math.log(1 - p)
    return total / len(predictions)
