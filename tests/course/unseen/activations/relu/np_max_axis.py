# relu-collapses-array
import numpy as np


def relu(x):
    return np.max(np.asarray(x), axis=0)
