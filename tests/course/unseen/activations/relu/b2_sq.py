# step-too-many
import numpy as np


def relu(x):
    return np.where(np.asarray(x) > 0, np.asarray(x) ** 2, 0)
