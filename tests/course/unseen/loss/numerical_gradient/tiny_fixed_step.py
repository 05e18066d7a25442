# numerical-gradient-vanishing-step | always-the-same
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    e = 1e-18
    g = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[p] = e
        g[p] = (f(x + step) - f(x - step)) / (2 * e)
    return g
