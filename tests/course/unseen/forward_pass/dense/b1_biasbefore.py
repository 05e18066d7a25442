# dense-bias-added-to-inputs
import numpy as np


def dense(inputs, weights, bias):
    return np.dot(inputs + bias, weights)
