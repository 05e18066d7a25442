# step-too-many
import numpy as np


def standardize(table):
    s = table.std(axis=0)
    return np.abs(table - table.mean(axis=0)) / np.where(s == 0, 1, s)
