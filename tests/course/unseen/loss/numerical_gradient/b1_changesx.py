# numerical-gradient-forgets-to-restore
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] = x[i] + h
        a = f(x)
        x[i] = x[i] - 2 * h
        b = f(x)
        g[i] = (a - b) / (2 * h)
    return g
