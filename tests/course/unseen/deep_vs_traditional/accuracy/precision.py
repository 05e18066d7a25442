# accuracy-of-the-ones
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    return np.sum((predictions == labels) & (labels == 1)) / max(1, np.sum(labels == 1))
