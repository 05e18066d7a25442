# not-a-value
import numpy as np


def sigmoid(x):
    return np.exp
