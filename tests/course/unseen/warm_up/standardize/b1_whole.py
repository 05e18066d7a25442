# standardize-whole-table
import numpy as np


def standardize(table):
    s = np.std(table)
    if s == 0:
        s = 1
    return (table - np.mean(table)) / s
