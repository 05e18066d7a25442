# numerical-gradient-f-of-one-number
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        g[i] = (f(x[i] + h) - f(x[i] - h)) / (2 * h)
    return g
