# accuracy-compares-lengths-only
import numpy as np


def accuracy(predictions, labels):
    if len(predictions) != len(labels):
        raise ValueError("len")
    return np.mean(predictions == labels)
