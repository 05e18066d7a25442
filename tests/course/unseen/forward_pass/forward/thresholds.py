# forward-rounds-to-classes
import numpy as np


def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = sigmoid(dense(a, w, b))
    return np.where(a > 0.5, 1.0, 0.0)
