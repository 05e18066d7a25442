# factor | wrong | tanh-only-above-the-bar | all-but
import numpy as np


def tanh(x):
    return np.exp(x) - np.exp(-x)
