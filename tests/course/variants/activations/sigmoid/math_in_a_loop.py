"""Right but different: sigmoid, math in a loop."""

import math

import numpy as np


def one(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    return math.exp(v) / (1 + math.exp(v))


def sigmoid(x):
    x = np.array(x, dtype=float)
    result = np.array([one(v) for v in x.ravel()]).reshape(x.shape)
    if result.ndim == 0:
        return float(result)
    return result
