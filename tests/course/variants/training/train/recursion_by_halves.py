"""Right but different: train, recursion by halves."""


def train(net, inputs, targets, epochs, learning_rate):
    if epochs == 0:
        return []
    if epochs > 1:
        first = train(net, inputs, targets, epochs // 2, learning_rate)
        return first + train(net, inputs, targets, epochs - epochs // 2, learning_rate)
    before = mse_loss(net.forward(inputs)[0], targets)
    update(net, backward(net, inputs, targets), learning_rate)
    return [before]
