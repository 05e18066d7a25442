# forward-ignores-biases
import numpy as np


def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = sigmoid(np.dot(a, w))
    return a
