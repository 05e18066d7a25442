# text
import numpy as np


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("x")
    return f"{np.mean(predictions == labels):.0%}"
