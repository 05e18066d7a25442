# weighted-sum-last-pair-only
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    s = 0
    for v, w in zip(values, weights):
        s = v * w
    return s
