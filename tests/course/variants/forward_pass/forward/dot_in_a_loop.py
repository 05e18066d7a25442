import numpy as np


def forward(inputs, layers):
    for weights, bias in layers:
        inputs = sigmoid(np.dot(inputs, weights) + bias)
    return inputs
