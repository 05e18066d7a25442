"""Right but different: weighted_sum, backwards, with a while loop."""


def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    i = len(values)
    s = 0.0
    while i > 0:
        i = i - 1
        s += float(values[i]) * float(weights[i])
    return s
