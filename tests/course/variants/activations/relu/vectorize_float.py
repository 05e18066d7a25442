"""Right but different: relu, vectorize float."""

import numpy as np


def relu(x):
    return np.vectorize(lambda v: max(0.0, float(v)))(x)
