import numpy as np


def with_ones(table):
    return np.hstack([table, np.ones((len(table), 1))])


def dense(inputs, weights, bias):
    return with_ones(inputs).dot(np.vstack([weights, np.atleast_2d(bias)]))
