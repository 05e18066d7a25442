def backward(net, inputs, targets):
    names = ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]
    total = {name: np.zeros(getattr(net, name).shape) for name in names}
    for k in range(len(inputs)):
        x = inputs[k : k + 1]
        y, h = net.forward(x)
        d2 = 2 * (y - targets[k]) * y * (1 - y) / targets.size
        d1 = d2 @ net.weights_hidden_output.T * h * (1 - h)
        total["weights_input_hidden"] += x.T @ d1
        total["bias_hidden"] += d1
        total["weights_hidden_output"] += h.T @ d2
        total["bias_output"] += d2
    return total


def update(net, gradients, learning_rate):
    net.weights_input_hidden -= learning_rate * gradients["weights_input_hidden"]
    net.bias_hidden -= learning_rate * gradients["bias_hidden"]
    net.weights_hidden_output -= learning_rate * gradients["weights_hidden_output"]
    net.bias_output -= learning_rate * gradients["bias_output"]


def train(net, inputs, targets, epochs, learning_rate):
    losses = []
    while len(losses) < epochs:
        losses.append(mse_loss(net.forward(inputs)[0], targets))
        gradients = backward(net, inputs, targets)
        update(net, gradients, learning_rate)
    return losses
