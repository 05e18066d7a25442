"""Right but different: mse_loss, book."""

import numpy as np


def mse_loss(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return np.mean((predictions - targets) ** 2)
