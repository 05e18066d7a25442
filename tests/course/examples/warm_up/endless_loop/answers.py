def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    i = 0
    total = 0
    while i < len(values):
        total = total + values[i] * weights[i]
    return total


def row_means(table):
    return np.mean(table, axis=1)
