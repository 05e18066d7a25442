# sigmoid-missing-one
import numpy as np


def sigmoid(x):
    return 1 / np.exp(-x)
