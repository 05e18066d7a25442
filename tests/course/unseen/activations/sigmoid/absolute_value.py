# sigmoid-forgets-sign | only
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x)))
