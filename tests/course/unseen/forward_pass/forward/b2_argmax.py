# shape
import numpy as np


def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = sigmoid(dense(a, w, b))
    return np.argmax(a, axis=1)
