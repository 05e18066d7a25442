# standardize-rows
import numpy as np


def standardize(table):
    out = np.zeros(table.shape)
    for i in range(table.shape[0]):
        s = table[i].std()
        out[i] = (table[i] - table[i].mean()) / s if s else 0
    return out
