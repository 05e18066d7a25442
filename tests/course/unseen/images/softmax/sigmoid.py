# softmax-is-a-sigmoid
import numpy as np


def softmax(scores):
    return 1 / (1 + np.exp(-np.clip(scores, -500, 500)))
