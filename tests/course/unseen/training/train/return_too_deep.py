# train-stops-after-first-epoch
import numpy as np


def train(net, inputs, targets, epochs, learning_rate):
    history = []
    for i in range(epochs):
        history.append(float(np.mean((net.forward(inputs)[0] - targets) ** 2)))
        g = backward(net, inputs, targets)
        update(net, g, learning_rate)
        return history
