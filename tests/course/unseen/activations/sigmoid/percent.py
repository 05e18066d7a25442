# factor
import numpy as np


def sigmoid(x):
    return 100 / (1 + np.exp(-x))
