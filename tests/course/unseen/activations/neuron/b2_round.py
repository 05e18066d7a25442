# rounded
import numpy as np


def neuron(inputs, weights, bias, activation):
    return round(float(activation(np.dot(inputs, weights) + bias)), 2)
