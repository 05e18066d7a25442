# sigmoid-missing-parentheses
import numpy as np


def sigmoid(x):
    one_over_one = 1 / 1
    e = np.exp(-x)
    return one_over_one + e
