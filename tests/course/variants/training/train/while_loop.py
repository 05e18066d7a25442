"""Right but different: train, while loop."""


def train(net, inputs, targets, epochs, learning_rate):
    history = []
    while len(history) < epochs:
        history = history + [float(mse_loss(net.forward(inputs)[0], targets))]
        update(net, backward(net, inputs, targets), learning_rate)
    return history
