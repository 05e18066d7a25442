# step-too-many
import numpy as np


def tanh(x):
    return np.abs(np.tanh(x))
