# one-hot-negative-label-wraps
import numpy as np


def one_hot(labels, num_classes):
    for label in labels:
        if label > num_classes - 1:
            raise ValueError("too large")
    return np.eye(num_classes)[labels]
