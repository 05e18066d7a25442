# numerical-gradient-rows-at-once
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in range(x.shape[0]):
        up = x.astype(float)
        down = x.astype(float)
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g
