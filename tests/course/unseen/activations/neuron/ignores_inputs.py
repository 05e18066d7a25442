# wrong | only | all-but
import numpy as np


def neuron(inputs, weights, bias, activation):
    return activation(np.sum(weights) + bias)
