# backward-half-and-batch
import numpy as np


def backward(net, inputs, targets):
    m = len(targets)
    y, h = net.forward(inputs)
    d2 = (y - targets) * y * (1 - y)
    d1 = d2.dot(net.weights_hidden_output.T) * h * (1 - h)
    return {
        "weights_input_hidden": inputs.T.dot(d1) / m,
        "bias_hidden": d1.sum(0, keepdims=True) / m,
        "weights_hidden_output": h.T.dot(d2) / m,
        "bias_output": d2.sum(0, keepdims=True) / m,
    }
