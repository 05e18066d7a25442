"""Right but different: sigmoid, in place on a copy."""

import numpy as np


def sigmoid(x):
    """My own words."""
    y = np.array(x, dtype=float, copy=True)
    y *= -1
    np.exp(y, out=y)
    y += 1
    return y**-1
