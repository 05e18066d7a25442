# neuron-inputs-plus-weights
import numpy as np


def neuron(inputs, weights, bias, activation):
    return activation(np.sum(inputs + weights) + bias)
