import numpy as np


def accuracy(predictions, labels):
    if not predictions.shape == labels.shape:
        raise ValueError
    return 1 - np.mean(predictions != labels)
