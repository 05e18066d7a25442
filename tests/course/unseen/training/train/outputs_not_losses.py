# train-pairs-in-the-list | wrong | begin | only | shape | list
def train(net, inputs, targets, epochs, learning_rate):
    history = []
    for i in range(epochs):
        history.append(net.forward(inputs)[0])
        update(net, backward(net, inputs, targets), learning_rate)
    return history
