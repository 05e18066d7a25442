# standardize-constant-column-nan
import numpy as np


def standardize(table):
    result = np.zeros(table.shape)
    for j in range(table.shape[1]):
        column = table[:, j]
        result[:, j] = (column - column.mean()) / column.std()
    return result
