# sigmoid-derivative-rounded
import numpy as np


def sigmoid_derivative(output):
    return np.round(output * (1 - output), 2)
