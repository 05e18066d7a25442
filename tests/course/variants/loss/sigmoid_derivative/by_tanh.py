"""Right but different: sigmoid_derivative, by tanh."""

import numpy as np


def sigmoid_derivative(output):
    middle = 2 * np.array(output, dtype=float) - 1
    return (1 - middle * middle) / 4
