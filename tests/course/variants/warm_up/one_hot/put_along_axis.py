"""Right but different: one_hot, put_along_axis and small integers."""

import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels > num_classes - 1)).any():
        raise ValueError
    out = np.zeros((labels.size, num_classes), dtype=np.uint8)
    np.put_along_axis(out, labels.reshape(-1, 1), 1, axis=1)
    return out
