# weighted-sum-starts-at-one
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    result = 1
    for i in range(len(values)):
        result += values[i] * weights[i]
    return result
