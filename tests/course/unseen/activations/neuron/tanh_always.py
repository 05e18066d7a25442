# wrong | neuron-fixed-activation
import numpy as np


def neuron(inputs, weights, bias, activation):
    return np.tanh(inputs @ weights + bias)
