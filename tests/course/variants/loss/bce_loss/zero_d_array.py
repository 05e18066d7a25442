"""Right but different: bce_loss, zero d array."""

import numpy as np


def bce_loss(y, t):
    if y.shape != t.shape:
        raise ValueError("shapes")
    y = np.minimum(np.maximum(y, 1e-8), 1 - 1e-8)
    return np.asarray(np.average(-t * np.log(y) - (1.0 - t) * np.log(1.0 - y)))
