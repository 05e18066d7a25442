def backward(net, inputs, targets):
    output, hidden = net.forward(inputs)
    delta_output = 2 * (output - targets) / targets.size
    delta_hidden = np.dot(delta_output, net.weights_hidden_output.T) * sigmoid_derivative(hidden)
    return {
        "weights_input_hidden": np.dot(inputs.T, delta_hidden),
        "bias_hidden": delta_hidden.sum(axis=0, keepdims=True),
        "weights_hidden_output": np.dot(hidden.T, delta_output),
        "bias_output": delta_output.sum(axis=0, keepdims=True),
    }


def update(net, gradients, learning_rate):
    for name in gradients:
        setattr(net, name, getattr(net, name) - learning_rate * gradients[name])


def train(net, inputs, targets, epochs, learning_rate):
    losses = []
    for epoch in range(epochs):
        output, hidden = net.forward(inputs)
        losses.append(mse_loss(output, targets))
        update(net, backward(net, inputs, targets), learning_rate)
    return losses
