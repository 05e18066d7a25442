"""Right but different: sigmoid_derivative, vectorized."""

import numpy as np


def one(a):
    return a * (1.0 - a)


def sigmoid_derivative(output):
    return np.vectorize(one, otypes=[float])(output)
