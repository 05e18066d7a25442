"""Right but different: mse_loss, einsum of variance."""

import numpy as np


def mse_loss(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    gap = predictions.astype(np.float64) - targets
    flat = gap.reshape(-1)
    return np.einsum("i,i->", flat, flat) / len(flat)
