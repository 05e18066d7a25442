# only | cut | all-but
import numpy as np


def softmax(scores):
    result = np.zeros_like(scores)
    for i in range(len(scores)):
        e = np.exp(scores[i] - scores[i].max())
        result[i] = e / e.sum()
    return result
