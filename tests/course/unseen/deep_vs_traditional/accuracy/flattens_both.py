# accuracy-flattens
import numpy as np


def accuracy(predictions, labels):
    p, l = predictions.ravel(), labels.ravel()
    if p.shape != l.shape:
        raise ValueError("shape")
    return np.mean(p == l)
