# bce-changes-predictions
import numpy as np


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    predictions[predictions == 0] = 1e-12
    predictions[predictions == 1] = 1 - 1e-12
    return -np.mean(targets * np.log(predictions) + (1 - targets) * np.log(1 - predictions))
