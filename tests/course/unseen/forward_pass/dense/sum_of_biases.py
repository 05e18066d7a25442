# dense-bias-summed | only | wrong | all-but
import numpy as np


def dense(inputs, weights, bias):
    return inputs @ weights + np.sum(bias)
