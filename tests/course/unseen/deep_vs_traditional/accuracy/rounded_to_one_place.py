# rounded | only | all-but
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    return round(float(np.mean(predictions == labels)), 1)
