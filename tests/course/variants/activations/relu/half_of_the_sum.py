"""Right but different: relu, half of the sum."""

import numpy as np


def relu(x):
    return (x + np.abs(x)) / 2
