"""Right but different: change, an array."""

import numpy as np


def change(temperatures):
    t = np.array(temperatures)
    return t[-1] - t[0]
