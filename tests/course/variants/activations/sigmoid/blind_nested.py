import numpy as np


def sigmoid(x):
    def positive(z):
        return 1 / (1 + np.exp(-z))

    def negative(z):
        e = np.exp(z)
        return e / (e + 1)

    x = np.asarray(x, dtype=np.float64)
    return np.piecewise(x, [x >= 0, x < 0], [positive, negative])
