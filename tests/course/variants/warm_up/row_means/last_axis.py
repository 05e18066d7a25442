"""Right but different: row_means, the last axis of the turned table."""

import numpy as np


def row_means(t):
    return np.average(t.T, axis=0)
