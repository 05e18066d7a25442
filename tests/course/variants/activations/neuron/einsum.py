"""Right but different: neuron, einsum."""

import numpy as np


def neuron(inputs, weights, bias, activation):
    z = np.einsum("i,i->", inputs, weights)
    return activation(z + bias)
