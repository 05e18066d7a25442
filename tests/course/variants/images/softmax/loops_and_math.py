import math

import numpy as np


def softmax(scores):
    result = np.zeros(scores.shape)
    for i in range(scores.shape[0]):
        largest = max(scores[i])
        total = 0.0
        for j in range(scores.shape[1]):
            result[i, j] = math.exp(scores[i, j] - largest)
            total += result[i, j]
        for j in range(scores.shape[1]):
            result[i, j] /= total
    return result
