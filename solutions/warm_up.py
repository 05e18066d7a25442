# Generated from source/warm_up/warm_up.ipynb by `autograder build`. Do not edit.


import numpy as np


def weighted_sum(values, weights):
    """Multiply each value by its own weight, and add up the products.

    values: n numbers, a list or an array of shape (n,), whole or decimal.
    weights: n numbers, one for each value, a list or an array as well.
    Returns: one number. For n = 0 it is 0. values and weights stay as they were.
    Different lengths, also 3 values with 1 weight: ValueError.

    >>> print(weighted_sum([1.0, 2.0, 3.0], [0.5, -1.0, 2.0]))
    4.5
    """
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return np.sum(np.array(values) * np.array(weights))


def row_means(table):
    """Return the mean of each row.

    table: an array of shape (n, m), whole or decimal numbers. It stays as it was.
    Returns: an array of shape (n,), one mean for each row; its decimals are kept.

    >>> print(row_means(np.array([[1, 2, 3], [4, 5, 7]])))
    [2.         5.33333333]
    """
    return np.mean(table, axis=1)


cities = np.array([[10.0, 18.0, 16.0, 12.0], [-2.0, 4.0, 1.0, -3.0], [20.0, 30.0, 27.0, 23.0]])


def standardize(table):
    """Bring each column to the mean 0 and the standard deviation 1.

    table: an array of shape (n, m), whole or decimal numbers. It stays as it was.
    Returns: an array of shape (n, m) with decimal numbers: each column minus its
        mean, divided by its standard deviation (the squares are divided by n).
    A column of equal numbers becomes zeros, and so does a table with one row.

    >>> print(standardize(np.array([[3, 5], [9, 5], [11, 5], [17, 5]])))
    [[-1.4  0. ]
     [-0.2  0. ]
     [ 0.2  0. ]
     [ 1.4  0. ]]
    """
    means = np.mean(table, axis=0)
    stds = np.std(table, axis=0)
    stds = np.where(stds == 0, 1, stds)
    return (table - means) / stds


pupils = np.array(
    [
        [152.0, 41.0],
        [158.0, 47.0],
        [160.0, 55.0],
        [163.0, 49.0],
        [165.0, 58.0],
        [168.0, 54.0],
        [170.0, 66.0],
        [171.0, 60.0],
        [174.0, 71.0],
        [176.0, 63.0],
        [181.0, 78.0],
        [186.0, 74.0],
    ]
)


def one_hot(labels, num_classes):
    """Turn each label into a row with a 1 in the column of its class and 0 elsewhere.

    labels: an array of shape (n,) with whole numbers. It stays as it was.
    num_classes: how many classes there are; they are 0, 1, ..., num_classes - 1.
    Returns: an array of numbers, shape (n, num_classes); for n = 0 (0, num_classes).
    A label below 0, or of num_classes or more: ValueError.

    >>> print(one_hot(np.array([2, 0, 1]), 3))
    [[0. 0. 1.]
     [1. 0. 0.]
     [0. 1. 0.]]
    """
    table = np.zeros((len(labels), num_classes))
    for row in range(len(labels)):
        if labels[row] < 0 or labels[row] >= num_classes:
            raise ValueError("a label is not one of the classes")
        table[row, labels[row]] = 1
    return table
