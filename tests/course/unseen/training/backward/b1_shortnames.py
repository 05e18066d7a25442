# backward-other-names
def backward(net, inputs, targets):
    out, hid = net.forward(inputs)
    d2 = 2 * (out - targets) / out.size * out * (1 - out)
    d1 = d2 @ net.weights_hidden_output.T * hid * (1 - hid)
    return {
        "dw1": inputs.T @ d1,
        "db1": d1.sum(axis=0, keepdims=True),
        "dw2": hid.T @ d2,
        "db2": d2.sum(axis=0, keepdims=True),
    }
