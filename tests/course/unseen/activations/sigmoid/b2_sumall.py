# shape
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.sum(np.exp(-x)))
