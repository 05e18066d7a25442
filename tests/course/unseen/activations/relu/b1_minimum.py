# relu-wrong-side
import numpy as np


def relu(x):
    return np.minimum(0, x)
