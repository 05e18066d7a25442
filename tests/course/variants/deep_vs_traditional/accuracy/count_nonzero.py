import numpy as np


def accuracy(predictions, labels):
    if np.shape(predictions) != np.shape(labels):
        raise ValueError(f"{np.shape(predictions)} is not {np.shape(labels)}")
    return np.count_nonzero(predictions == labels) / np.size(labels)
