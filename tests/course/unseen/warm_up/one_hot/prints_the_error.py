# one-hot-skips-bad-labels | does-not-raise | only | all-but
import numpy as np


def one_hot(labels, num_classes):
    table = np.zeros((len(labels), num_classes))
    for i in range(len(labels)):
        if labels[i] < 0 or labels[i] >= num_classes:
            print("ValueError")
        else:
            table[i, labels[i]] = 1
    return table
