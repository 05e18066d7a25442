# raises | only
import numpy as np


def sigmoid(x):
    out = np.zeros(len(x))
    for i in range(len(x)):
        out[i] = 1 / (1 + np.exp(-x[i]))
    return out
