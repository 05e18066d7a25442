# standardize-min-max
import numpy as np


def standardize(table):
    low, high = table.min(axis=0), table.max(axis=0)
    span = np.where(high == low, 1, high - low)
    return (table - low) / span
