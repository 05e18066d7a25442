# dense-applies-sigmoid
import numpy as np


def dense(inputs, weights, bias):
    z = inputs @ weights + bias
    return 1 / (1 + np.exp(-z))
