# bce-silent-broadcast
import numpy as np


def bce_loss(predictions, targets):
    p = np.clip(predictions, 1e-12, 1 - 1e-12)
    first = targets * np.log(p)
    second = (1 - targets) * np.log(1 - p)
    return -1 * np.mean(first + second)
