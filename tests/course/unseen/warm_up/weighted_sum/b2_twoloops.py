# weighted-sum-sum-times-sum
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    total = 0
    for v in values:
        for w in weights:
            total += v * w
    return total
