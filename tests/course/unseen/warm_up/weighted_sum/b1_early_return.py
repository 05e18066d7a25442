# weighted-sum-first-pair-only
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    s = 0
    for i in range(len(values)):
        s += values[i] * weights[i]
        return s
    return s
