# counted | wrong | only | all-but | factor
import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    total = np.sum((predictions - targets) ** 2)
    return total / predictions.shape[-1]
