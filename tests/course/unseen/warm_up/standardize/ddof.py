# standardize-sample-std
import numpy as np


def standardize(table):
    n = len(table)
    centred = table - table.mean(axis=0)
    std = np.sqrt((centred**2).sum(axis=0) / max(n - 1, 1))
    std[std == 0] = 1
    return centred / std
