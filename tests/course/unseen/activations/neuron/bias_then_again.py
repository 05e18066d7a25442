# neuron-bias-twice | wrong | only | all-but
import numpy as np


def neuron(inputs, weights, bias, activation):
    z = np.dot(inputs, weights) + bias
    return activation(z + bias)
