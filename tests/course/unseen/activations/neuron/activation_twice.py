# neuron-activation-twice | wrong | only | all-but
import numpy as np


def neuron(inputs, weights, bias, activation):
    return activation(activation(np.dot(inputs, weights) + bias))
