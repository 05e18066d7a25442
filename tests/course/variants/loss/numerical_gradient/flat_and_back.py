"""Right but different: numerical_gradient, flat and back."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    flat = np.asarray(x, dtype=float).ravel()
    slopes = []
    for i in range(flat.size):
        ends = []
        for sign in (1, -1):
            moved = flat.copy()
            moved[i] = moved[i] + sign * h
            ends.append(f(moved.reshape(x.shape)))
        slopes.append((ends[0] - ends[1]) / (2 * h))
    return np.array(slopes).reshape(x.shape)
