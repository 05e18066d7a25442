"""Right but different: mse_loss, zero d array."""

import numpy as np


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError()
    return np.array(np.square(predictions - targets).mean())
