# numerical-gradient-all-at-once
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        result[place] = (f(x + h) - f(x - h)) / (2 * h)
    return result
