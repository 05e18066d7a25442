# sigmoid-derivative-applies-sigmoid-again
import numpy as np


def sigmoid_derivative(output):
    s = 1 / (1 + np.exp(-output))
    return s * (1 - s)
