# standardize-min-max
import numpy as np


def standardize(table):
    lo = table.min(axis=0)
    hi = table.max(axis=0)
    d = np.where(hi - lo == 0, 1, hi - lo)
    return (table - lo) / d
