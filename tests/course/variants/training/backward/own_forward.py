"""Right but different: backward, own forward."""

import numpy as np


def squash(z):
    return 1 / (1 + np.exp(-z))


def backward(net, inputs, targets):
    inputs = np.array(inputs, dtype=float)
    hidden = squash(inputs @ net.weights_input_hidden + net.bias_hidden)
    output = squash(hidden @ net.weights_hidden_output + net.bias_output)
    slope = 2 * (output - targets) / output.size
    slope = slope * output * (1 - output)
    gradients = {}
    gradients["weights_hidden_output"] = hidden.T @ slope
    gradients["bias_output"] = slope.sum(axis=0).reshape(1, -1)
    slope = (slope @ net.weights_hidden_output.T) * hidden * (1 - hidden)
    gradients["weights_input_hidden"] = inputs.T @ slope
    gradients["bias_hidden"] = slope.sum(axis=0).reshape(1, -1)
    return gradients
