# always-the-same
import numpy as np


def sigmoid_derivative(output):
    return 0.25 * np.ones(np.shape(output))
