# forward-relu-inside | only | wrong
import numpy as np


def forward(inputs, layers):
    a = inputs
    for i, (w, b) in enumerate(layers):
        z = dense(a, w, b)
        a = sigmoid(z) if i == len(layers) - 1 else np.maximum(0, z)
    return a
