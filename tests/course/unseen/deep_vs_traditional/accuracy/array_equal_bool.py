# accuracy-all-or-nothing | bool
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    return np.array_equal(predictions, labels)
