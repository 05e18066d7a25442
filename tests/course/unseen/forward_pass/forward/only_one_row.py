# wrong | shape | only
import numpy as np


def forward(inputs, layers):
    a = inputs[0]
    for w, b in layers:
        a = sigmoid(a @ w + np.ravel(b))
    return a
