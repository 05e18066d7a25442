import math

import numpy as np


def forward(inputs, layers):
    answers = []
    for sample in inputs:
        signal = list(sample)
        for weights, bias in layers:
            bias = np.ravel(bias)
            signal = [
                1 / (1 + math.exp(-(sum(s * w for s, w in zip(signal, weights[:, j])) + bias[j])))
                for j in range(weights.shape[1])
            ]
        answers.append(signal)
    return np.array(answers)
