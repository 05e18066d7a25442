# sigmoid-derivative-applies-sigmoid-again
import numpy as np


def sigmoid_derivative(output):
    return np.exp(-output) / (1 + np.exp(-output)) ** 2
