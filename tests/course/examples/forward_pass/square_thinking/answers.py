import numpy as np


def dense(inputs, weights, bias):
    return inputs * weights + bias


def forward(inputs, layers):
    for weights, bias in layers:
        result = sigmoid(np.dot(inputs, weights) + bias)
        return result


def count_parameters(layer_sizes):
    answer = 1
    for size in layer_sizes:
        answer *= size
    return answer
