# train-restarts-every-epoch | train-another-network
def train(net, inputs, targets, epochs, learning_rate):
    history = []
    for i in range(epochs):
        net = NeuralNetwork(2, 3, 1)
        history.append(mse_loss(net.forward(inputs)[0], targets))
        update(net, backward(net, inputs, targets), learning_rate)
    return history
