# tanh-only-half-scaled | wrong | tanh-not-moved-down | offset | factor | all-but
import numpy as np


def tanh(x):
    return 1 / (1 + np.exp(-2 * x))
