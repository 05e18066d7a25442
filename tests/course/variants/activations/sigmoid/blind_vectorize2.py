import numpy as np


import math


def one(z):
    try:
        return 1 / (1 + math.exp(-z))
    except OverflowError:
        return 0.0


def sigmoid(x):
    if np.isscalar(x):
        return one(x)
    return np.array([one(z) for z in x.flatten()]).reshape(x.shape)
