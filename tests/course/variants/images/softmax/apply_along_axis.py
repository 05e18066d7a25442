import numpy as np


def share_out(row):
    p = np.exp(row - np.max(row))
    return p / sum(p)


def softmax(scores):
    return np.apply_along_axis(share_out, 1, np.array(scores, dtype=float))
