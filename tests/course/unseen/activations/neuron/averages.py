# neuron-averages | only | wrong | all-but
import numpy as np


def neuron(inputs, weights, bias, activation):
    return activation(np.mean(inputs * weights) + bias)
