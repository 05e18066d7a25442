# numerical-gradient-ignores-h | only
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[p] = 1e-6
        g[p] = (f(x + step) - f(x - step)) / 2e-6
    return g
