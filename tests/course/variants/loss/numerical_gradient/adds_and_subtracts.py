"""Right but different: numerical_gradient, adds and subtracts."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    work = np.array(x, dtype=float)
    result = np.zeros(work.shape)
    for place in np.ndindex(work.shape):
        work[place] += h
        up = f(work.copy())
        work[place] -= 2 * h
        down = f(work.copy())
        work[place] += h
        result[place] = (up - down) / 2 / h
    return result
