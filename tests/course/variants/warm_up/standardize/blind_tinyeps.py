import numpy as np


def standardize(table):
    m = np.mean(table, axis=0)
    s = np.std(table, axis=0)
    return (table - m) / (s + 1e-12)
