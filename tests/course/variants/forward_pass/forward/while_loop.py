import numpy as np


def forward(inputs, layers):
    remaining = list(layers)
    signal = np.copy(inputs)
    while len(remaining) > 0:
        weights, bias = remaining.pop(0)
        total = np.matmul(signal, weights) + bias
        signal = 1.0 / (1.0 + np.exp(-total))
    return signal
