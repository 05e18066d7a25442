import numpy as np


def sigmoid(x):
    if isinstance(x, np.ndarray) and x.ndim > 0:
        return np.array([sigmoid(v) for v in x]).reshape(x.shape)
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-float(x)))
