# returns-nothing | only
import numpy as np


def sigmoid(x):
    if np.ndim(x) > 0:
        return 1 / (1 + np.exp(-x))
    s = 1 / (1 + np.exp(-x))
