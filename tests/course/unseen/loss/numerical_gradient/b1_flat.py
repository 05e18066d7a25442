# numerical-gradient-flat-result
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = []
    for i in np.ndindex(x.shape):
        p = x.astype(float)
        m = x.astype(float)
        p[i] += h
        m[i] -= h
        g.append((f(p) - f(m)) / (2 * h))
    return np.array(g)
