# relu-at-least-one | wrong | only
import numpy as np


def relu(x):
    return np.maximum(x, 1)
