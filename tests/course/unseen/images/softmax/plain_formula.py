# softmax-nan-for-large-scores
import numpy as np


def softmax(scores):
    result = np.zeros(scores.shape)
    for i in range(len(scores)):
        result[i] = np.exp(scores[i]) / sum(np.exp(scores[i]))
    return result
