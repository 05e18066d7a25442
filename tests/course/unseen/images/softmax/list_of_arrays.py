# list
import numpy as np


def softmax(scores):
    result = []
    for row in scores:
        e = np.exp(row - max(row))
        result.append(e / e.sum())
    return result
