"""Right but different: row_means, sum by number of columns."""

import numpy as np


def row_means(table):
    rows, columns = table.shape
    return np.sum(table, axis=1) / columns
