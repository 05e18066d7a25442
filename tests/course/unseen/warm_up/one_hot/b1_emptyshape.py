# shape
import numpy as np


def one_hot(labels, num_classes):
    rows = []
    for l in labels:
        if l < 0 or l >= num_classes:
            raise ValueError
        row = [0.0] * num_classes
        row[l] = 1.0
        rows.append(row)
    return np.array(rows)
