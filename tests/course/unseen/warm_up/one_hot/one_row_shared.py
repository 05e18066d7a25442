# one-hot-fills-whole-columns | wrong
import numpy as np


def one_hot(labels, num_classes):
    row = np.zeros(num_classes)
    table = []
    for label in labels:
        if label < 0 or label >= num_classes:
            raise ValueError("bad label")
        row[label] = 1
        table.append(row)
    return np.array(table).reshape(len(labels), num_classes)
