# returns-nothing
import numpy as np


def neuron(inputs, weights, bias, activation):
    z = np.dot(inputs, weights) + bias
    if activation == "sigmoid":
        return sigmoid(z)
    if activation == "relu":
        return relu(z)
