# weighted-sum-changes-values
def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    for i in range(len(values)):
        values[i] = values[i] * weights[i]
    return sum(values)
