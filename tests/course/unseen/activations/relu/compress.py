# relu-drops-elements
import numpy as np


def relu(x):
    return np.extract(np.asarray(x) > 0, x)
