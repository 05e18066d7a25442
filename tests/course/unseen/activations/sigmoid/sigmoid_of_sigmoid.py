# step-too-many | wrong | all-but
import numpy as np


def sigmoid(x):
    s = 1 / (1 + np.exp(-x))
    return 1 / (1 + np.exp(-s))
