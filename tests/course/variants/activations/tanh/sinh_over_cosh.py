"""Right but different: tanh, sinh over cosh."""

import numpy as np


def tanh(x):
    top = np.sinh(x)
    bottom = np.cosh(x)
    return top / bottom
