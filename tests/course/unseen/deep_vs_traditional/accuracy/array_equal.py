# accuracy-all-or-nothing
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    return 1.0 if np.array_equal(predictions, labels) else 0.0
