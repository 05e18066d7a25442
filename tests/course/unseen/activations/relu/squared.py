# step-too-many | wrong | only
import numpy as np


def relu(x):
    return np.maximum(x, 0) ** 2
