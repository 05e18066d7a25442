# numerical-gradient-integer-result | cut | only
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.empty_like(x)
    for p in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[p] = up[p] + h
        down[p] = down[p] - h
        g[p] = (f(up) - f(down)) / (2 * h)
    return g
