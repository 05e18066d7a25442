# shape
import numpy as np


def standardize(table):
    return np.mean(table, axis=0)
