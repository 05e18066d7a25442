"""Right but different: weighted_sum, an array without a row."""

import numpy as np


def weighted_sum(x, w):
    x, w = np.array(x, dtype=float), np.array(w, dtype=float)
    if x.shape != w.shape:
        raise ValueError(f"{x.shape} and {w.shape}")
    return np.array((x * w).sum())
