# standardize-whole-numbers-cut | only
import numpy as np


def standardize(table):
    out = np.copy(table)
    m, s = table.mean(axis=0), table.std(axis=0)
    s = np.where(s == 0, 1, s)
    for i in range(len(table)):
        out[i] = (table[i] - m) / s
    return out
