# sigmoid-missing-minus
import numpy as np


def exponential(x):
    return np.exp(x)


def sigmoid(x):
    return (1 + exponential(x)) ** -1
