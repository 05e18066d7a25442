# dense-never-below-zero | wrong | only
import numpy as np


def dense(inputs, weights, bias):
    return np.maximum(0, inputs @ weights + bias)
