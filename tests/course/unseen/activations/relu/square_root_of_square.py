# relu-absolute-value
import numpy as np


def relu(x):
    return (np.asarray(x) ** 2) ** 0.5
