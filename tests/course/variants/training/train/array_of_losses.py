"""Right but different: train, array of losses."""

import numpy as np


def train(net, inputs, targets, epochs, learning_rate):
    losses = np.zeros(epochs)
    for k in range(epochs):
        losses[k] = np.mean(np.square(net.forward(inputs)[0] - targets))
        update(net, backward(net, inputs, targets), learning_rate)
    return losses
