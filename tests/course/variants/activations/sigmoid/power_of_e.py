"""Right but different: sigmoid, power of e."""

import numpy as np


def sigmoid(number):
    bottom = 1 + np.e ** (-1.0 * number)
    top = 1
    return top / bottom
