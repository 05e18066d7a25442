"""Right but different: standardize, book."""

import numpy as np


def standardize(table):
    means = np.mean(table, axis=0)
    stds = np.std(table, axis=0)
    stds[stds == 0] = 1
    return (table - means) / stds
