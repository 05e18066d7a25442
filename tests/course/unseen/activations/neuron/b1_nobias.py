# neuron-no-bias
import numpy as np


def neuron(inputs, weights, bias, activation):
    return activation(np.dot(inputs, weights))
