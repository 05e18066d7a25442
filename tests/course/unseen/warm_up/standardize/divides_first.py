# standardize-divides-too-early | wrong | only | all-but
import numpy as np


def standardize(table):
    stds = np.std(table, axis=0)
    stds = np.where(stds == 0, 1, stds)
    return table / stds - np.mean(table, axis=0)
