def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return np.dot(values, weights)


def row_means(table):
    return np.mean(table, axis=1


def standardize(table):
    stds = np.std(table, axis=0)
    stds[stds == 0] = 1
    return (table - np.mean(table, axis=0)) / stds
