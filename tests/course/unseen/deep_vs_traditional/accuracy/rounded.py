# rounded
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    return round(float(np.mean(predictions == labels)), 2)
