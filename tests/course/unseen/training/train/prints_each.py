# prints | returns-nothing
def train(net, inputs, targets, epochs, learning_rate):
    for i in range(epochs):
        print("loss", mse_loss(net.forward(inputs)[0], targets))
        update(net, backward(net, inputs, targets), learning_rate)
