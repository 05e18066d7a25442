"""Right but different: standardize, in place on a copy."""

import numpy as np


def standardize(table):
    own = table.astype(float)
    own -= own.mean(axis=0)
    std = own.std(axis=0)
    own /= np.where(std > 0, std, 1.0)
    return own
