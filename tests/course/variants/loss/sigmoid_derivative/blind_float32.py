import numpy as np


def sigmoid_derivative(output):
    a = np.float32(output)
    return a * (1 - a)
