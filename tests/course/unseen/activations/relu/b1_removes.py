# relu-drops-elements
import numpy as np


def relu(x):
    x = np.asarray(x)
    return x[x > 0]
