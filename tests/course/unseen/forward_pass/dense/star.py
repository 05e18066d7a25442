# dense-elementwise-product
import numpy as np


def dense(inputs, weights, bias):
    products = np.multiply(inputs, weights)
    return products + bias
