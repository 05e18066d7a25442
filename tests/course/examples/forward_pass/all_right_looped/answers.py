import numpy as np


def dense(inputs, weights, bias):
    bias = bias.flatten()
    out = []
    for sample in inputs:
        row = []
        for j in range(weights.shape[1]):
            s = 0
            for i in range(len(sample)):
                s = s + sample[i] * weights[i][j]
            row.append(s + bias[j])
        out.append(row)
    return np.array(out)


def forward(inputs, layers):
    a = inputs
    for layer in layers:
        w = layer[0]
        b = layer[1]
        z = dense(a, w, b)
        a = sigmoid(z)
    return a


def count_parameters(layer_sizes):
    n = len(layer_sizes)
    count = 0
    for k in range(1, n):
        count = count + layer_sizes[k - 1] * layer_sizes[k]  # weights
        count = count + layer_sizes[k]  # biases
    return count
