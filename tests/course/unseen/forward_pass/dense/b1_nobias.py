# dense-no-bias
import numpy as np


def dense(inputs, weights, bias):
    return np.dot(inputs, weights)
