# sigmoid-missing-minus
import numpy as np


def sigmoid(x):
    exponential = np.exp(x)
    return np.reciprocal(1.0 + exponential)
