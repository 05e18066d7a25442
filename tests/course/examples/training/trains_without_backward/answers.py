def train(net, inputs, targets, epochs, learning_rate):
    losses = []
    for _ in range(epochs):
        y, h = net.forward(inputs)
        losses.append(mse_loss(y, targets))
        d2 = 2 * (y - targets) / y.size * y * (1 - y)
        d1 = d2 @ net.weights_hidden_output.T * h * (1 - h)
        net.weights_hidden_output = net.weights_hidden_output - learning_rate * h.T @ d2
        net.bias_output = net.bias_output - learning_rate * d2.sum(axis=0, keepdims=True)
        net.weights_input_hidden = net.weights_input_hidden - learning_rate * inputs.T @ d1
        net.bias_hidden = net.bias_hidden - learning_rate * d1.sum(axis=0, keepdims=True)
    return losses
