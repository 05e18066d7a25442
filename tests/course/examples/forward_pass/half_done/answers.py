import numpy as np


def dense(inputs, weights, bias):
    # 矩阵乘法，再加上偏置
    return np.dot(inputs, weights) + bias


def count_parameters(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 1):
        total = total + layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return total
