# sigmoid-is-softmax | wrong | raises
import numpy as np


def sigmoid(x):
    top = np.exp(x)
    return top / np.sum(top, axis=-1, keepdims=True)
