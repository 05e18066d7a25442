"""Right but different: tanh, math in a loop."""

import math

import numpy as np


def tanh(x):
    x = np.asarray(x)
    out = np.zeros(x.shape, dtype=float)
    for place, v in np.ndenumerate(x):
        out[place] = (math.exp(v) - math.exp(-v)) / (math.exp(v) + math.exp(-v))
    return out
