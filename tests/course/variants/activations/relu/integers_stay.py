"""Right but different: relu, integers stay."""

import numpy as np


def relu(x):
    x = np.asarray(x)
    return np.maximum(x, np.zeros_like(x))
