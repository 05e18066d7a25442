# backward-half-of-the-sum
import numpy as np


def backward(net, inputs, targets):
    y, h = net.forward(inputs)
    d2 = (y - targets) * y * (1 - y)
    d1 = d2.dot(net.weights_hidden_output.T) * h * (1 - h)
    return {
        "weights_input_hidden": inputs.T.dot(d1),
        "bias_hidden": d1.sum(0, keepdims=True),
        "weights_hidden_output": h.T.dot(d2),
        "bias_output": d2.sum(0, keepdims=True),
    }
