# accuracy-asks-for-more-than-a-half
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    return np.mean((predictions > 0.5) == labels)
