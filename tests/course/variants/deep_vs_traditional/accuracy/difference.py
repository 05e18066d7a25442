import numpy as np


def accuracy(predictions, labels):
    if predictions.ndim != labels.ndim or predictions.shape != labels.shape:
        raise ValueError("no")
    d = np.abs(predictions - labels)
    return np.where(d == 0, 1.0, 0.0).mean()
