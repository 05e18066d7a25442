# confusion-without-length-check | does-not-raise
import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    m = [[0 for _ in range(num_classes)] for _ in range(num_classes)]
    for t, p in zip(labels, predictions):
        m[t][p] += 1
    return np.array(m)
