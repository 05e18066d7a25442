# numerical-gradient-all-at-once
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = (f(x + h) - f(x - h)) / (2 * h)
    return np.full(x.shape, g)
