# accuracy-of-the-ones
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    positive = np.sum(labels == 1)
    hit = np.sum((labels == 1) & (predictions == 1))
    return hit / positive if positive else 0.0
