# accuracy-compares-lengths-only | accuracy-flattens
import numpy as np


def accuracy(predictions, labels):
    if predictions.size != labels.size:
        raise ValueError("sizes")
    return np.mean(predictions == labels)
