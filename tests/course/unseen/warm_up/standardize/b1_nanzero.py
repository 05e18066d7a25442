# standardize-constant-column-nan
import numpy as np


def standardize(table):
    return (table - np.mean(table, axis=0)) / np.std(table, axis=0)
