# wrong | shape | raises
import numpy as np


def dense(inputs, weights, bias):
    return np.sum(inputs @ weights, axis=1) + bias
