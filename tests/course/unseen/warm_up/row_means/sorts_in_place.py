# row-means-divides-in-place | only | row-means-median
import numpy as np


def row_means(table):
    table.sort(axis=1)
    return table.mean(axis=1)
