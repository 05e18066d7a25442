# dense-keeps-input-type
import numpy as np


def dense(inputs, weights, bias):
    out = np.empty((len(inputs), weights.shape[1]), inputs.dtype)
    for n, row in enumerate(inputs):
        out[n] = row @ weights + bias
    return out
