# train-never-updates
def train(net, inputs, targets, epochs, learning_rate):
    losses = []
    for _ in range(epochs):
        losses.append(mse_loss(net.forward(inputs)[0], targets))
        g = backward(net, inputs, targets)
    return losses
