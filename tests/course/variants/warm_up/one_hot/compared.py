"""Right but different: one_hot, compared with all classes."""

import numpy as np


def one_hot(labels, num_classes):
    for label in labels:
        if not 0 <= label < num_classes:
            raise ValueError(label)
    return (labels[:, None] == np.arange(num_classes)).astype(float)
