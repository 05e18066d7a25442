# numerical-gradient-f-of-one-number | raises
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    return np.array([(f(value + h) - f(value - h)) / (2 * h) for value in x])
