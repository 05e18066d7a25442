# list
import numpy as np


def sigmoid(x):
    result = []
    for v in x:
        result.append(1 / (1 + np.exp(-v)))
    return result
