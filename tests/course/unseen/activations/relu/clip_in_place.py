# relu-changes-input
import numpy as np


def relu(x):
    return np.maximum(x, 0, out=x) if isinstance(x, np.ndarray) else max(x, 0)
