"""Right but different: row_means, flattened again."""

import numpy as np


def row_means(table):
    return np.mean(np.array(table, dtype=float), axis=-1, keepdims=True).ravel()
