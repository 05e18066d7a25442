# text
import numpy as np


def neuron(inputs, weights, bias, activation):
    return f"{activation(np.dot(inputs, weights) + bias):.2f}"
