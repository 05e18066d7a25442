"""Right but different: neuron, named steps."""

import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("lengths differ")
    return float(np.sum(np.asarray(values) * np.asarray(weights)))


def neuron(inputs, weights, bias, activation):
    z = weighted_sum(inputs, weights)
    z = z + bias
    answer = activation(z)
    return float(answer)
