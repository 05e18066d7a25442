# wrong | dense-applies-sigmoid | all-but
import numpy as np


def dense(inputs, weights, bias):
    e = np.exp(inputs @ weights + bias)
    return e / e.sum(axis=1, keepdims=True)
