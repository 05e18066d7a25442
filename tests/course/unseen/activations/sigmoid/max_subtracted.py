# sigmoid-shifted-by-the-largest | wrong | only | all-but
import numpy as np


def sigmoid(x):
    x = x - np.max(x)
    return 1 / (1 + np.exp(-x))
