# train-never-updates
def train(net, inputs, targets, epochs, learning_rate):
    return [mse_loss(net.forward(inputs)[0], targets) for _ in range(epochs)]
