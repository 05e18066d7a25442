# one-hot-zeros-for-ones | always-the-same | all-but | wrong | only
import numpy as np


def one_hot(labels, num_classes):
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("bad label")
    return np.zeros((len(labels), num_classes))
