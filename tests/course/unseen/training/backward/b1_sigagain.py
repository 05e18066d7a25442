# backward-sigmoid-twice
def backward(net, inputs, targets):
    out, hid = net.forward(inputs)
    s = lambda a: net.sigmoid(a) * (1 - net.sigmoid(a))
    d2 = 2 * (out - targets) / out.size * s(out)
    d1 = d2 @ net.weights_hidden_output.T * s(hid)
    return {
        "weights_input_hidden": inputs.T @ d1,
        "bias_hidden": d1.sum(axis=0, keepdims=True),
        "weights_hidden_output": hid.T @ d2,
        "bias_output": d2.sum(axis=0, keepdims=True),
    }
