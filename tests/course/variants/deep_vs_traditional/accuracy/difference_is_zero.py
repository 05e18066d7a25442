import numpy as np


def accuracy(predictions, labels):
    if np.shape(predictions) != np.shape(labels):
        raise ValueError("unequal")
    difference = predictions - labels
    return np.where(difference == 0, 1.0, 0.0).mean()
