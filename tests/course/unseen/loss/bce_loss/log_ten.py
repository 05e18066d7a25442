# bce-logarithm-of-base-ten
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    p = np.clip(predictions, 1e-13, 1 - 1e-13)
    yes = np.log10(p)
    no = np.log10(1 - p)
    return -np.mean(np.where(targets == 1, yes, targets * yes + (1 - targets) * no))
