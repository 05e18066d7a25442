# softmax-is-a-sigmoid
import numpy as np


def softmax(scores):
    return np.exp(scores) / (1 + np.exp(scores))
