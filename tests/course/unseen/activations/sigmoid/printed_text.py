# text
import numpy as np


def sigmoid(x):
    return str(1 / (1 + np.exp(-x)))
