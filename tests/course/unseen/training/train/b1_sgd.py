# train-sample-by-sample
def train(net, inputs, targets, epochs, learning_rate):
    losses = []
    for _ in range(epochs):
        losses.append(mse_loss(net.forward(inputs)[0], targets))
        for i in range(len(inputs)):
            update(net, backward(net, inputs[i : i + 1], targets[i : i + 1]), learning_rate)
    return losses
