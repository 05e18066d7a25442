# numerical-gradient-one-number
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    t = 0
    for i in np.ndindex(x.shape):
        p = x.astype(float)
        m = x.astype(float)
        p[i] += h
        m[i] -= h
        t += (f(p) - f(m)) / (2 * h)
    return t
