# accuracy-all-or-nothing
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    return float(np.array_equal(predictions, labels))
