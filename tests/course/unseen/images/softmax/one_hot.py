# softmax-takes-the-winner
import numpy as np


def softmax(scores):
    out = np.zeros(scores.shape)
    out[np.arange(len(scores)), scores.argmax(axis=1)] = 1
    return out
