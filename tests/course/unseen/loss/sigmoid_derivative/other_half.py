# sigmoid-derivative-only-one-minus
import numpy as np


def sigmoid_derivative(output):
    return np.subtract(1, output)
