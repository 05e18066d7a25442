"""Right but different: numerical_gradient, moves and puts back."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if x.dtype.kind != "f":
        x = x.astype(float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(*x.shape):
        old = x[place]
        x[place] = old + h
        up = f(x)
        x[place] = old - h
        down = f(x)
        x[place] = old
        gradient[place] = (up - down) / (2 * h)
    return gradient
