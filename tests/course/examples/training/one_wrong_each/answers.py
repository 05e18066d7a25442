def backward(net, inputs, targets):
    output, hidden = net.forward(inputs)
    delta_output = 2 * (output - targets) / len(inputs) * sigmoid_derivative(output)
    delta_hidden = np.dot(delta_output, net.weights_hidden_output.T) * sigmoid_derivative(hidden)
    return {
        "weights_input_hidden": np.dot(inputs.T, delta_hidden),
        "bias_hidden": delta_hidden.sum(axis=0, keepdims=True),
        "weights_hidden_output": np.dot(hidden.T, delta_output),
        "bias_output": delta_output.sum(axis=0, keepdims=True),
    }


def update(net, gradients, learning_rate):
    net.weights_input_hidden = net.weights_input_hidden - learning_rate * gradients["weights_input_hidden"]
    net.weights_hidden_output = net.weights_hidden_output - learning_rate * gradients["weights_hidden_output"]


def train(net, inputs, targets, epochs, learning_rate):
    losses = []
    for epoch in range(epochs):
        update(net, backward(net, inputs, targets), learning_rate)
        losses.append(mse_loss(net.forward(inputs)[0], targets))
    return losses
