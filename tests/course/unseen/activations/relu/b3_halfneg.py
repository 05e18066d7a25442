# only
import numpy as np


def relu(x):
    return np.where(np.greater(x, 0), x, np.multiply(x, 0.5))
