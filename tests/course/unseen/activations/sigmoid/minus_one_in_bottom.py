# sigmoid-minus-below-the-bar | sign | not-finite
import numpy as np


def sigmoid(x):
    return 1 / (np.exp(-x) - 1)
