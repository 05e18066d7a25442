# list | numerical-gradient-flat-result
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    slopes = []
    for p in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[p] = h
        slopes.append((f(x + step) - f(x - step)) / (2 * h))
    return slopes
