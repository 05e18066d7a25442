# sigmoid-if-on-array
import numpy as np


def sigmoid(x):
    if x < 0:
        e = np.exp(x)
        answer = e / (1 + e)
    else:
        answer = 1 / (1 + np.exp(-x))
    return answer
