# standardize-zeros-everywhere-for-one
import numpy as np


def standardize(table):
    m = np.mean(table, axis=0)
    s = np.std(table, axis=0)
    if np.any(s == 0):
        return np.zeros(table.shape)
    return (table - m) / s
