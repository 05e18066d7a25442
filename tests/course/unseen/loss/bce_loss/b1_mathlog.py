# bce-math-log
import numpy as np


import math


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    p = np.clip(predictions, 1e-12, 1 - 1e-12)
    return -np.mean(targets * math.log(p) + (1 - targets) * math.log(1 - p))
