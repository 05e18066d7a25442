def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    for i in range(len(values)):
        values[i] = values[i] * weights[i]
    return sum(values)


def standardize(table):
    table -= np.mean(table, axis=0)
    table /= np.where(np.std(table, axis=0) == 0, 1, np.std(table, axis=0))
    return table
