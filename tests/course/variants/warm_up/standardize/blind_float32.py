import numpy as np


def standardize(table):
    t = table.astype(np.float32)
    mean = t.mean(axis=0)
    std = t.std(axis=0)
    std[std == 0] = 1
    return (t - mean) / std
