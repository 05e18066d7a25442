# only
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    with np.errstate(all="ignore"):
        r = -(targets * np.log(predictions) + (1 - targets) * np.log(1 - predictions))
    return np.mean(np.where(np.isfinite(r), r, 0))
