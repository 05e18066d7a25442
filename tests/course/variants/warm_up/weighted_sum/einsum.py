"""Right but different: weighted_sum, einsum."""

import numpy as np


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return np.einsum("i,i->", np.asarray(values, dtype=float), np.asarray(weights, dtype=float))
