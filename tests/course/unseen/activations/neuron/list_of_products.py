# neuron-products-not-added-up
import numpy as np


def neuron(inputs, weights, bias, activation):
    products = [i * w for i, w in zip(inputs, weights)]
    return activation(np.array(products) + bias)
