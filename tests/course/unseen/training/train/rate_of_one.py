# train-ignores-learning-rate | only
def train(net, inputs, targets, epochs, learning_rate):
    history = []
    for i in range(epochs):
        history.append(mse_loss(net.forward(inputs)[0], targets))
        update(net, backward(net, inputs, targets), 1)
    return history
