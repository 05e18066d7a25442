# standardize-constant-column-kept | only
import numpy as np


def standardize(table):
    if len(table) == 1:
        return table * 1.0
    stds = table.std(axis=0)
    stds[stds == 0] = 1
    return (table - table.mean(axis=0)) / stds
