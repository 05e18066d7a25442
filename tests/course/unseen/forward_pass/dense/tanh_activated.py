# step-too-many | wrong | only | all-but
import numpy as np


def dense(inputs, weights, bias):
    return np.tanh(inputs @ weights + bias)
