# counted | wrong | backward-bias-averaged | only | begin | factor
import numpy as np


def backward(net, inputs, targets):
    n = len(inputs)
    y, h = net.forward(inputs)
    d2 = 2 * (y - targets) * y * (1 - y) / y.size
    d1 = d2 @ net.weights_hidden_output.T * h * (1 - h)
    return {
        "weights_input_hidden": inputs.T @ d1 / n,
        "bias_hidden": np.mean(d1, axis=0, keepdims=True),
        "weights_hidden_output": h.T @ d2 / n,
        "bias_output": np.mean(d2, axis=0, keepdims=True),
    }
