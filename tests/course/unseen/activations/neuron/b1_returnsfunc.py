# not-a-value
import numpy as np


def neuron(inputs, weights, bias, activation):
    z = np.dot(inputs, weights) + bias
    return activation
