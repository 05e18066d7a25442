# standardize-mean-distance
import numpy as np


def standardize(table):
    m = table.mean(axis=0)
    d = np.abs(table - m).mean(axis=0)
    d[d == 0] = 1
    return (table - m) / d
