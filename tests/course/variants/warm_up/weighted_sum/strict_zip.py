"""Right but different: weighted_sum, a strict zip in the place of the check."""


def weighted_sum(values, weights):
    return sum(v * w for v, w in zip(values, weights, strict=True))
