"""Right but different: backward, einsum and more keys."""

import numpy as np


def backward(net, x, t):
    y, h = net.forward(x)
    error = y - t
    a = 2.0 / y.size * error * (y - y**2)
    b = np.einsum("no,ho->nh", a, net.weights_hidden_output) * (h - h**2)
    return {
        "loss": float(np.mean(error**2)),
        "bias_output": np.einsum("no->o", a)[np.newaxis, :],
        "bias_hidden": np.einsum("nh->h", b)[None],
        "weights_hidden_output": np.einsum("nh,no->ho", h, a),
        "weights_input_hidden": np.einsum("ni,nh->ih", x, b),
        "deltas": (a, b),
    }
