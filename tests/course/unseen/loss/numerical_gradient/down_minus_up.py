# numerical-gradient-minus-first | sign
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[p] = h
        up, down = f(x + step), f(x - step)
        g[p] = (down - up) / (2 * h)
    return g
