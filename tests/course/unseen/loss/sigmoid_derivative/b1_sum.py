# sigmoid-derivative-sums-up
import numpy as np


def sigmoid_derivative(output):
    return np.sum(output * (1 - output))
