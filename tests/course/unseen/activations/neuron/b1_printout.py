# prints
import numpy as np


def neuron(inputs, weights, bias, activation):
    print(activation(np.dot(inputs, weights) + bias))
