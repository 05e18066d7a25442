import numpy as np


def neuron(inputs, weights, bias, activation):
    z = np.dot(inputs.astype(np.float32), weights.astype(np.float32)) + np.float32(bias)
    return activation(float(z))
