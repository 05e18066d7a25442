"""Right but different: relu, where."""

import numpy as np


def relu(x):
    return np.where(np.asarray(x) > 0, x, 0)
