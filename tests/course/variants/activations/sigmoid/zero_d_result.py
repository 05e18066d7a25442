"""Right but different: sigmoid, zero d result."""

import numpy as np


class Curves:
    @staticmethod
    def s(x):
        with np.errstate(over="ignore"):
            return np.asarray(1 / (1 + np.exp(-np.asarray(x, dtype=float))))


def sigmoid(x):
    return Curves.s(x)
