def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return [sum(v * w for v, w in zip(values, weights))]


def row_means(table):
    return [float(np.mean(row)) for row in table]


def standardize(table):
    stds = np.where(np.std(table, axis=0) == 0, 1, np.std(table, axis=0))
    return ((table - np.mean(table, axis=0)) / stds).tolist()


def one_hot(labels, num_classes):
    rows = []
    for label in labels:
        if label < 0 or label >= num_classes:
            raise ValueError("no such class")
        rows.append([1 if j == label else 0 for j in range(num_classes)])
    return rows
