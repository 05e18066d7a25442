# backward-pair-reversed
def backward(net, inputs, targets):
    hid, out = net.forward(inputs)
    d2 = 2 * (out - targets) / out.size * out * (1 - out)
    d1 = d2 @ net.weights_hidden_output.T * hid * (1 - hid)
    return {
        "weights_input_hidden": inputs.T @ d1,
        "bias_hidden": d1.sum(axis=0, keepdims=True),
        "weights_hidden_output": hid.T @ d2,
        "bias_output": d2.sum(axis=0, keepdims=True),
    }
