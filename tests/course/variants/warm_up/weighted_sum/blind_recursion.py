def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    if len(values) == 0:
        return 0
    return values[0] * weights[0] + weighted_sum(values[1:], weights[1:])
