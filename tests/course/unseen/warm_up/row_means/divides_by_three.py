# counted | all-but | wrong | only
import numpy as np


def row_means(table):
    return np.sum(table, axis=1) / 3
