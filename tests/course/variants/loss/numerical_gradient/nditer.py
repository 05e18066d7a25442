"""Right but different: numerical_gradient, nditer."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    point = x.astype(np.float64)
    gradient = np.zeros_like(point)
    walk = np.nditer(point, flags=["multi_index"])
    while not walk.finished:
        place = walk.multi_index
        kept = point[place]
        point[place] = kept + h
        above = f(point)
        point[place] = kept - h
        below = f(point)
        point[place] = kept
        gradient[place] = (above - below) / (2 * h)
        walk.iternext()
    return gradient
