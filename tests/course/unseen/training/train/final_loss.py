# train-returns-last-loss
def train(net, inputs, targets, epochs, learning_rate):
    for i in range(epochs):
        update(net, backward(net, inputs, targets), learning_rate)
    return mse_loss(net.forward(inputs)[0], targets)
