# wrong | only | relu-step
import numpy as np


def relu(x):
    return np.sign(np.maximum(x, 0))
