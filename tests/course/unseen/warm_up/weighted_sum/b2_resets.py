# weighted-sum-last-pair-only
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    for i in range(len(values)):
        total = 0
        total += values[i] * weights[i]
    return total
