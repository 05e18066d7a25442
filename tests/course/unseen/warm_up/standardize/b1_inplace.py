# standardize-writes-in-place
import numpy as np


def standardize(table):
    m = np.mean(table, axis=0)
    s = np.std(table, axis=0)
    s[s == 0] = 1
    table -= m
    table /= s
    return table
