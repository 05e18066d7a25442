"""Right but different: weighted_sum, with a helper and its own error."""

import math


class LengthError(ValueError):
    pass


def products(a, b):
    return [x * y for x, y in zip(a, b)]


def weighted_sum(values, weights):
    if not len(values) == len(weights):
        raise LengthError
    return math.fsum(products(values, weights))
