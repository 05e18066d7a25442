# all-but
import numpy as np


def neuron(inputs, weights, bias, activation):
    return activation((np.dot(inputs, weights) + bias) / len(inputs))
