# counted
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("x")
    same = np.sum(predictions == labels)
    return 2 * same / (len(predictions) + len(labels) + 1)
