# standardize-changes-input
import numpy as np


def standardize(table):
    if table.dtype != float:
        table = table.astype(float)
    for j in range(table.shape[1]):
        s = table[:, j].std()
        table[:, j] = table[:, j] - table[:, j].mean()
        if s > 0:
            table[:, j] = table[:, j] / s
    return table
