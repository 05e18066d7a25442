"""Right but different: relu, flat loop."""

import numpy as np


def relu(x):
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        if x[place] > 0:
            out[place] = x[place]
    return out
