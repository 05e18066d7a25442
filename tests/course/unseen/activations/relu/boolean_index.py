# relu-drops-elements
import numpy as np


def relu(x):
    x = np.asarray(x)
    keep = x >= 0.0000001
    return x[keep]
