# sigmoid-derivative-of-relu
import numpy as np


def sigmoid_derivative(output):
    return np.where(output > 0, 1.0, 0.0)
