# does-not-raise
import numpy as np


def one_hot(labels, num_classes):
    if np.all(labels < 0) or np.all(labels >= num_classes):
        raise ValueError("bad")
    t = np.zeros((len(labels), num_classes))
    t[np.arange(len(labels)), labels] = 1
    return t
