# shape
import numpy as np


def softmax(scores):
    return np.argmax(scores, axis=1)
