# digits-labels-as-table
import numpy as np


def load_digits_scaled():
    return raw.data / 16, np.eye(10)[raw.target]
