# one-hot-adds-up-one-row | shape
import numpy as np


def one_hot(labels, num_classes):
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("bad label")
    counts = np.zeros(num_classes)
    for label in labels:
        counts[label] += 1
    return counts
