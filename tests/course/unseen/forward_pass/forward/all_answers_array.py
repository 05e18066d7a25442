# raises | forward-returns-every-layer | wrong | shape
import numpy as np


def forward(inputs, layers):
    out = []
    a = inputs
    for w, b in layers:
        a = sigmoid(dense(a, w, b))
        out.append(a)
    return np.array(out)
