"""Right but different: relu, heaviside."""

import numpy as np


def relu(z):
    return z * np.heaviside(z, 0)
