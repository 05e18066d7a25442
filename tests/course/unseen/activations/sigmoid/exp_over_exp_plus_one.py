# sigmoid-nan-for-large-input
import numpy as np


def sigmoid(x):
    top = np.exp(x)
    bottom = top + 1
    return top / bottom
