# train-gradient-only-once
def train(net, inputs, targets, epochs, learning_rate):
    g = backward(net, inputs, targets)
    history = [0.0] * epochs
    for i in range(epochs):
        history[i] = mse_loss(net.forward(inputs)[0], targets)
        update(net, g, learning_rate)
    return history
