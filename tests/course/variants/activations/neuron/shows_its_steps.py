"""Right but different: neuron, shows its steps."""

import numpy as np


def neuron(inputs, weights, bias, activation):
    z = np.sum(inputs * weights) + bias
    print("sum", z, "answer", activation(z))
    return activation(z)
