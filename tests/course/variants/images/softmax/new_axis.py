import numpy as np


def softmax(scores):
    e = np.e ** (scores - np.amax(scores, axis=-1)[:, np.newaxis])
    return e / np.sum(e, axis=-1)[:, None]
