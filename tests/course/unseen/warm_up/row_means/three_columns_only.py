# raises | only | all-but
import numpy as np


def row_means(table):
    return (table[:, 0] + table[:, 1] + table[:, 2]) / 3
