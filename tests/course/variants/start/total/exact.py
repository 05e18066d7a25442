"""Right but different: total, exact."""

import math


def total(values):
    return math.fsum(values)
