"""Right but different: mse_loss, norm."""

import numpy as np


def mse_loss(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError
    return np.linalg.norm((predictions - targets).ravel()) ** 2 / predictions.size
