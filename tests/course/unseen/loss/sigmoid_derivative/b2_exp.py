# sigmoid-derivative-applies-sigmoid-again
import numpy as np


def sigmoid_derivative(output):
    e = np.exp(-output)
    return e / (1 + e) ** 2
