"""Right but different: backward, all loops."""

import numpy as np


def backward(net, inputs, targets):
    output, hidden = net.forward(inputs)
    n, i = inputs.shape
    h, o = net.weights_hidden_output.shape
    g = {
        "weights_input_hidden": np.zeros((i, h)),
        "bias_hidden": np.zeros((1, h)),
        "weights_hidden_output": np.zeros((h, o)),
        "bias_output": np.zeros((1, o)),
    }
    for s in range(n):
        deltas = []
        for k in range(o):
            y = output[s, k]
            delta = 2 * (y - targets[s, k]) / (n * o) * y * (1 - y)
            deltas.append(delta)
            g["bias_output"][0, k] += delta
            for j in range(h):
                g["weights_hidden_output"][j, k] += hidden[s, j] * delta
        for j in range(h):
            back = 0.0
            for k in range(o):
                back += deltas[k] * net.weights_hidden_output[j, k]
            back *= hidden[s, j] * (1 - hidden[s, j])
            g["bias_hidden"][0, j] += back
            for m in range(i):
                g["weights_input_hidden"][m, j] += inputs[s, m] * back
    return g
