# weighted-sum-turned-weights | wrong | only | all-but
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    total = 0.0
    for i in range(len(values)):
        total += values[i] * weights[-1 - i]
    return total
