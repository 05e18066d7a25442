"""Right but different: one_hot, lists made into an array."""

import numpy as np


def one_hot(labels, num_classes):
    rows = []
    for label in labels:
        if label not in range(num_classes):
            raise ValueError("unknown class")
        row = [0] * num_classes
        row[label] = 1
        rows.append(row)
    return np.array(rows).reshape(len(labels), num_classes)
