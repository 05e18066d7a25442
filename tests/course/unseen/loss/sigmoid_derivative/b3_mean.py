# shape
import numpy as np


def sigmoid_derivative(output):
    return np.mean(output * (1 - output))
