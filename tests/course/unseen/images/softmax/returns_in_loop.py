# softmax-first-picture-only | shape
import numpy as np


def softmax(scores):
    result = np.zeros(scores.shape)
    for i in range(len(scores)):
        e = np.exp(scores[i] - scores[i].max())
        result[i] = e / e.sum()
        return result[i]
