"""Right but different: sigmoid, vectorized."""

import numpy as np


@np.vectorize
def sigmoid(x):
    x = max(-700.0, min(700.0, x))
    return 1.0 / (1.0 + np.exp(-x))
