"""Right but different: one_hot, pairs of places."""

import numpy as np


def one_hot(labels, num_classes):
    if len(labels) > 0 and (labels.min() < 0 or labels.max() >= num_classes):
        raise ValueError("label out of range")
    out = np.zeros((len(labels), num_classes), dtype=int)
    out[np.arange(len(labels)), labels] = 1
    return out
