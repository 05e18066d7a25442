# close | rounded
import numpy as np


def sigmoid(x):
    x = np.asarray(x).astype(np.float16)
    return (1 / (1 + np.exp(-x))).astype(float)
