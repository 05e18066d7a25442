# train-sample-by-sample
def train(net, inputs, targets, epochs, learning_rate):
    history = []
    for i in range(epochs):
        history.append(mse_loss(net.forward(inputs)[0], targets))
        for x, t in zip(inputs, targets):
            update(net, backward(net, x.reshape(1, -1), t.reshape(1, -1)), learning_rate)
    return history
