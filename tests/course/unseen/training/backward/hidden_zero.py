# backward-hidden-zeros | begin | only | all-but | wrong | always-the-same
import numpy as np


def backward(net, inputs, targets):
    y, h = net.forward(inputs)
    d2 = 2 * (y - targets) * y * (1 - y) / y.size
    return {
        "weights_input_hidden": np.zeros_like(net.weights_input_hidden),
        "bias_hidden": np.zeros_like(net.bias_hidden),
        "weights_hidden_output": h.T @ d2,
        "bias_output": d2.sum(axis=0, keepdims=True),
    }
