"""Right but different: update, writes into slices."""

import numpy as np


def update(net, gradients, rate):
    for key in gradients:
        getattr(net, key)[:] = np.subtract(getattr(net, key), np.multiply(gradients[key], rate))
    return None
