# not-a-value
import numpy as np


def one_hot(labels, num_classes):
    if np.any(labels < 0) or np.any(labels >= num_classes):
        return ValueError("bad")
    t = np.zeros((len(labels), num_classes))
    t[np.arange(len(labels)), labels] = 1
    return t
