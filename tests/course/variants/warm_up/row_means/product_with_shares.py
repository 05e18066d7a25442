"""Right but different: row_means, a product with equal shares."""

import numpy as np


def row_means(table):
    m = table.shape[1]
    return table @ np.full(m, 1 / m)
