# prints
def backward(net, inputs, targets):
    y, h = net.forward(inputs)
    d2 = 2 * (y - targets) * y * (1 - y) / y.size
    d1 = d2 @ net.weights_hidden_output.T * h * (1 - h)
    print({"weights_input_hidden": inputs.T @ d1, "bias_hidden": d1.sum(axis=0, keepdims=True)})
