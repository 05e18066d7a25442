import numpy as np


def dense(inputs, weights, bias):
    result = np.dot(inputs, weights) + bias
    print(result)


def forward(inputs, layers):
    signal = inputs
    for weights, bias in layers:
        signal = sigmoid(np.dot(signal, weights) + bias)
    print("answer:", signal)


def count_parameters(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    print(total)
