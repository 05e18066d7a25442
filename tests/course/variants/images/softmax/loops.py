import numpy as np


import math
def softmax(scores):
    out = np.zeros(scores.shape)
    for i in range(scores.shape[0]):
        m = max(scores[i])
        s = 0
        for j in range(scores.shape[1]):
            s += math.exp(scores[i][j] - m)
        for j in range(scores.shape[1]):
            out[i][j] = math.exp(scores[i][j] - m) / s
    return out
