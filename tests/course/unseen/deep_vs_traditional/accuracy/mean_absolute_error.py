# accuracy-by-distance | accuracy-counts-errors
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    return 1 - np.abs(predictions - labels).mean()
