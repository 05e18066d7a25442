# neuron-ignores-weights
import numpy as np


def neuron(inputs, weights, bias, activation):
    return activation(np.sum(np.outer(inputs, weights)) + bias)
