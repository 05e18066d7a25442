# list
import numpy as np


def one_hot(labels, num_classes):
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("bad")
    return [" ".join("1" if c == k else "0" for c in range(num_classes)) for k in labels]
