"""Right but different: mse_loss, dot of gaps."""

import numpy as np


def mse_loss(y, t):
    assert y.size
    if y.shape != t.shape:
        raise ValueError(f"{y.shape} is not {t.shape}")
    gap = (y - t).ravel()
    return float(gap @ gap) / gap.size
