# dense-subtracts-bias
import numpy as np


def dense(inputs, weights, bias):
    ones = -np.ones((len(inputs), 1))
    return np.hstack([inputs, ones]) @ np.vstack([weights, np.reshape(bias, (1, -1))])
