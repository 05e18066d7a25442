"""Right but different: sigmoid_derivative, copied and changed."""

import numpy as np


def sigmoid_derivative(output):
    result = np.array(output, dtype=np.float64)
    result *= 1 - result
    return result
