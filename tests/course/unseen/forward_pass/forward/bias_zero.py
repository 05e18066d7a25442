# forward-first-bias-only
import numpy as np


def forward(inputs, layers):
    a = inputs
    for layer in layers:
        w = layer[0]
        b = layer[1][0]
        a = sigmoid(np.matmul(a, w) + b)
    return a
