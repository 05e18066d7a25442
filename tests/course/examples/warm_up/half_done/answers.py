def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return np.sum(np.array(values) * np.array(weights))


def row_means(table):
    return np.mean(table, axis=1)


def standardize(table):
    return table - np.mean(table, axis=0)
