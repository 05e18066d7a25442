# sigmoid-missing-one
import numpy as np


def sigmoid(x):
    return np.exp(-x) ** -1
