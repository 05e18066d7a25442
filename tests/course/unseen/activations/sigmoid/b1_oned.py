# raises
import numpy as np


def sigmoid(x):
    r = np.zeros(len(x))
    for i in range(len(x)):
        r[i] = 1 / (1 + np.exp(-x[i]))
    return r
