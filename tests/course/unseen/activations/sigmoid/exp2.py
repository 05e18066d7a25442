# sigmoid-other-base | wrong | only | all-but
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp2(-x))
