# rounded | only | wrong
import numpy as np


def neuron(inputs, weights, bias, activation):
    return activation(round(float(np.dot(inputs, weights) + bias)))
