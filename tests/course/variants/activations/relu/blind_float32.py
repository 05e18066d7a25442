import numpy as np


def relu(x):
    return np.maximum(np.float32(0), np.asarray(x, dtype=np.float32))
