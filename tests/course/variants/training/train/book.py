"""Right but different: train, book."""


def train(net, inputs, targets, epochs, learning_rate):
    losses = []
    for epoch in range(epochs):
        output, hidden = net.forward(inputs)
        losses.append(mse_loss(output, targets))
        gradients = backward(net, inputs, targets)
        update(net, gradients, learning_rate)
    return losses
