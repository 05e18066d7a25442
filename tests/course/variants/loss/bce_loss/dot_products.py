"""Right but different: bce_loss, dot products."""

import numpy as np


def bce_loss(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    p = np.clip(predictions.ravel(), 1e-14, 1 - 1e-14)
    t = targets.ravel()
    return -(np.dot(t, np.log(p)) + np.dot(1 - t, np.log(1 - p))) / len(t)
