# accuracy-ones-only
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    return np.sum((predictions == 1) & (labels == 1)) / len(labels)
