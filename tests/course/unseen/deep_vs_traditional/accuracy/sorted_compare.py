# accuracy-sorts-first
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    return np.mean(np.sort(predictions) == np.sort(labels))
