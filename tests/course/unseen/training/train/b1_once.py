# train-gradient-only-once
def train(net, inputs, targets, epochs, learning_rate):
    losses = []
    g = backward(net, inputs, targets)
    for _ in range(epochs):
        losses.append(mse_loss(net.forward(inputs)[0], targets))
        update(net, g, learning_rate)
    return losses
