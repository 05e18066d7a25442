# neuron-fixed-activation
import numpy as np


def neuron(inputs, weights, bias, activation):
    return sigmoid(np.dot(inputs, weights) + bias)
