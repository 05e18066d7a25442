# softmax-shift-by-the-tables-maximum | only | softmax-nan-for-large-scores
import numpy as np


def softmax(scores):
    e = np.exp(scores - scores[0, 0])
    return e / e.sum(axis=1, keepdims=True)
