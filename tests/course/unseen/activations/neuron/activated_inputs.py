# neuron-activation-on-inputs
import numpy as np


def neuron(inputs, weights, bias, activation):
    lit = np.array([activation(i) for i in inputs])
    return lit @ weights + bias
