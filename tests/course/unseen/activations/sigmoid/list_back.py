# list
import numpy as np


def sigmoid(x):
    out = 1 / (1 + np.exp(-np.asarray(x)))
    return out.tolist() if out.ndim else float(out)
