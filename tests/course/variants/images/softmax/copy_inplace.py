import numpy as np


def softmax(scores):
    s = np.array(scores, dtype=float)
    s -= s.max(axis=1, keepdims=True)
    np.exp(s, out=s)
    s /= s.sum(axis=1, keepdims=True)
    return s
