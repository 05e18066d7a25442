"""Right but different: standardize, nan_to_num."""

import numpy as np


def standardize(table):
    with np.errstate(all="ignore"):
        return np.nan_to_num((table - table.mean(axis=0)) / table.std(axis=0))
