import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    p = np.clip(predictions.astype(np.float32), 1e-6, 1 - 1e-6)
    t = targets.astype(np.float32)
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
