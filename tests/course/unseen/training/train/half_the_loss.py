# wrong | begin | only | factor
def train(net, inputs, targets, epochs, learning_rate):
    history = []
    for i in range(epochs):
        history.append(mse_loss(net.forward(inputs)[0], targets) / 2)
        update(net, backward(net, inputs, targets), learning_rate)
    return history
