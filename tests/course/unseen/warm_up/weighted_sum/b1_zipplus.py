# weighted-sum-adds-pairs
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    total = 0
    for v, w in zip(values, weights):
        total += v + w
    return total
