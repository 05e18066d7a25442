# relu-changes-input
import numpy as np


def relu(x):
    mask = np.less(x, 0)
    x *= ~mask
    return x
