import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("s")
    return np.array((predictions == labels).mean())
