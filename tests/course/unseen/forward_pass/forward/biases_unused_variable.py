# forward-ignores-biases
import numpy as np


def forward(inputs, layers):
    a = inputs
    zero = 0
    for w, bias in layers:
        a = sigmoid(np.matmul(a, w) + zero)
    return a
