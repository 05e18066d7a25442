# step-too-many | only | wrong
import numpy as np


def dense(inputs, weights, bias):
    return np.abs(inputs @ weights + bias)
