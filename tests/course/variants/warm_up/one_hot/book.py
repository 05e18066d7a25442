"""Right but different: one_hot, book."""

import numpy as np


def one_hot(labels, num_classes):
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("label out of range")
    return np.eye(num_classes)[labels]
