# accuracy-product | accuracy-ones-only | all-but
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    return np.sum(predictions * labels) / labels.size
