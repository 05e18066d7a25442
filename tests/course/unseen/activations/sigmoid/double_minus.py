# sigmoid-missing-minus
import numpy as np


def sigmoid(x):
    z = -x
    bottom = 1 + np.exp(-z)
    return 1 / bottom
