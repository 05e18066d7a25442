"""Right but different: numerical_gradient, rows of the identity."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    steps = h * np.eye(x.size)
    slopes = [(f(x + s.reshape(x.shape)) - f(x - s.reshape(x.shape))) / (2 * h) for s in steps]
    return np.reshape(slopes, x.shape)
