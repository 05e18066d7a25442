# raises
import numpy as np


def accuracy(predictions, labels):
    if (predictions != labels).any():
        raise ValueError("shape")
    return np.mean(predictions == labels)
