# returns-nothing
import numpy as np


def dense(inputs, weights, bias):
    out = np.dot(inputs, weights) + bias
