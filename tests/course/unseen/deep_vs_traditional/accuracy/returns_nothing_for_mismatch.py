# does-not-raise
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape == labels.shape:
        return np.mean(predictions == labels)
