"""Right but different: sigmoid_derivative, named steps."""

import numpy as np


def sigmoid_derivative(output):
    rest = 1.0 - np.asarray(output)
    slope = np.multiply(output, rest)
    return slope
