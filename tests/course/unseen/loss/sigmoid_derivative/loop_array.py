# sigmoid-derivative-row-only
import numpy as np


def sigmoid_derivative(output):
    slopes = np.zeros(len(output))
    for i in range(len(output)):
        slopes[i] = output[i] * (1 - output[i])
    return slopes
