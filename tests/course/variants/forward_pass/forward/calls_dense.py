import numpy as np


def dense(inputs, weights, bias):
    return np.dot(inputs, weights) + bias


def forward(inputs, layers):
    output = inputs
    for i in range(len(layers)):
        output = sigmoid(dense(output, layers[i][0], layers[i][1]))
    return output
