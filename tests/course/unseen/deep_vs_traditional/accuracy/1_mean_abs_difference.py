# accuracy-by-distance
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    return 1 - np.mean(np.abs(predictions - labels))
