# rounded
import numpy as np


def dense(inputs, weights, bias):
    return np.round(inputs @ weights + bias, 1)
