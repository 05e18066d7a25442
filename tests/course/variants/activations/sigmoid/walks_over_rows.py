"""Right but different: sigmoid, walks over rows."""

import numpy as np


def sigmoid(x):
    if np.ndim(x) == 0:
        return 1 / (1 + np.exp(-x))
    rows = []
    for row in x:
        rows.append(sigmoid(row))
    return np.array(rows)
