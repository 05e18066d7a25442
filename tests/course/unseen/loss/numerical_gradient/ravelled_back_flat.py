# numerical-gradient-flat-result | shape
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    flat = x.astype(float).ravel()
    g = np.zeros(flat.size)
    for i in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up.reshape(x.shape)) - f(down.reshape(x.shape))) / (2 * h)
    return g
