# sigmoid-derivative-dot-product
import numpy as np


def sigmoid_derivative(output):
    return np.dot(output, 1 - output)
