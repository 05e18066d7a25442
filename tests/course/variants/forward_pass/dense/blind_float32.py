import numpy as np


def dense(inputs, weights, bias):
    return inputs.astype(np.float32) @ weights.astype(np.float32) + bias.astype(np.float32)
