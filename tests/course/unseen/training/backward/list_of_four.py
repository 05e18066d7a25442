# backward-tuple | list
import numpy as np


def backward(net, inputs, targets):
    y, h = net.forward(inputs)
    d2 = 2 * (y - targets) * y * (1 - y) / y.size
    d1 = d2 @ net.weights_hidden_output.T * h * (1 - h)
    return [inputs.T @ d1, np.sum(d1, axis=0, keepdims=True), h.T @ d2, np.sum(d2, axis=0, keepdims=True)]
