"""Right but different: count_warm, an array."""

import numpy as np


def count_warm(temperatures, limit):
    return np.sum(np.array(temperatures) > limit)
