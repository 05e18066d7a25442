import numpy as np


def neuron(inputs, weights, bias, activation):
    z = (np.matrix(inputs) * np.matrix(weights).T)[0, 0] + bias
    return activation(z)
