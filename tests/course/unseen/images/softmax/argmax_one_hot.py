# softmax-takes-the-winner
import numpy as np


def softmax(scores):
    result = np.zeros(scores.shape)
    for i, row in enumerate(scores):
        result[i, np.argmax(row)] = 1.0
    return result
