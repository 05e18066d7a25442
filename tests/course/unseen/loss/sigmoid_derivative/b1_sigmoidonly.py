# sigmoid-derivative-is-sigmoid
import numpy as np


def sigmoid_derivative(output):
    return 1 / (1 + np.exp(-output))
