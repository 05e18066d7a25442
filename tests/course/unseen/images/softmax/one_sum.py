# softmax-whole-table
import numpy as np


def softmax(scores):
    total = 0
    for row in scores:
        for s in row:
            total += np.exp(s)
    return np.exp(scores) / total
