# sigmoid-integer-buffer
import numpy as np


def sigmoid(x):
    x = np.asarray(x)
    r = np.zeros_like(x)
    f, g = r.reshape(-1), x.reshape(-1)
    for i in range(f.size):
        f[i] = 1 / (1 + np.exp(-g[i]))
    return r if r.ndim else r[()]
