# accuracy-counts
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    return np.sum(predictions == labels)
