# wrong | only | standardize-whole-table
import numpy as np


def standardize(table):
    stds = np.std(table, axis=0)
    stds[stds == 0] = 1
    return (table - np.mean(table)) / stds
