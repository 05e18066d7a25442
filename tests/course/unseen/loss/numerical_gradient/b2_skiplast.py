# last-place-empty
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.size)
    for i in range(x.size - 1):
        p, m = x.astype(float).ravel(), x.astype(float).ravel()
        p[i] += h
        m[i] -= h
        g[i] = (f(p.reshape(x.shape)) - f(m.reshape(x.shape))) / (2 * h)
    return g.reshape(x.shape)
