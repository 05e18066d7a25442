# softmax-without-the-powers
import numpy as np


def softmax(scores):
    return np.array([row / np.sum(row) for row in scores])
