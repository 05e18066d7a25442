# relu-exponential-side | wrong | only
import numpy as np


def relu(x):
    return np.where(np.asarray(x) > 0, x, np.exp(x) - 1)
