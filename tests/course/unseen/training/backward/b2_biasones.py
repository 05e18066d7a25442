# backward-bias-forgotten
import numpy as np


def backward(net, inputs, targets):
    out, hid = net.forward(inputs)
    d2 = 2 * (out - targets) / out.size * out * (1 - out)
    d1 = d2 @ net.weights_hidden_output.T * hid * (1 - hid)
    return {
        "weights_input_hidden": inputs.T @ d1,
        "bias_hidden": np.zeros_like(net.bias_hidden),
        "weights_hidden_output": hid.T @ d2,
        "bias_output": np.zeros_like(net.bias_output),
    }
