# count
import numpy as np


def neuron(inputs, weights, bias, activation):
    z = np.dot(inputs, weights) + bias
    return z, activation(z)
