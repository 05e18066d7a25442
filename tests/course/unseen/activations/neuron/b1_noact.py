# neuron-no-activation
import numpy as np


def neuron(inputs, weights, bias, activation):
    return np.sum(inputs * weights) + bias
