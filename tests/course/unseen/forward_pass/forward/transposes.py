# forward-transposed-weights
import numpy as np


def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = sigmoid(np.dot(a, np.transpose(w)) + b)
    return a
