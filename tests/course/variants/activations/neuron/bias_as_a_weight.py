"""Right but different: neuron, bias as a weight."""

import numpy as np


def neuron(inputs, weights, bias, activation):
    return activation(np.append(inputs, 1.0).dot(np.append(weights, bias)))
