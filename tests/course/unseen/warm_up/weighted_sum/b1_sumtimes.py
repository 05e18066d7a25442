# weighted-sum-sum-times-sum
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return sum(values) * sum(weights)
