# weighted-sum-empty-stops
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    total = values[0] * weights[0]
    for i in range(1, len(values)):
        total += values[i] * weights[i]
    return total
