# weighted-sum-skips-the-first
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    values = list(values)
    total = 0.0
    while len(values) > 1:
        total += values.pop() * weights[len(values)]
    return total
