# tanh-is-arctan | wrong | all-but | only
import numpy as np


def tanh(x):
    return np.arctan(x)
