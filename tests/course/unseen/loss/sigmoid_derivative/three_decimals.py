# rounded | close | sigmoid-derivative-rounded
import numpy as np


def sigmoid_derivative(output):
    return np.around(output * (1 - output), 3)
