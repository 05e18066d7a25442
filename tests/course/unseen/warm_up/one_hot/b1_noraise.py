# one-hot-no-check
import numpy as np


def one_hot(labels, num_classes):
    return np.eye(num_classes)[labels]
