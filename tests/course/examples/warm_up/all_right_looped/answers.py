def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    total = 0
    for i in range(len(values)):
        total = total + values[i] * weights[i]
    return total


def row_means(table):
    means = []
    for row in table:
        means.append(sum(row) / len(row))
    return np.array(means)


def standardize(table):
    result = np.zeros(table.shape)
    for j in range(table.shape[1]):
        std = np.std(table[:, j])
        if std != 0:
            result[:, j] = (table[:, j] - np.mean(table[:, j])) / std
    return result


def one_hot(labels, num_classes):
    table = np.zeros((len(labels), num_classes))
    for i in range(len(labels)):
        if labels[i] < 0 or labels[i] > num_classes - 1:
            raise ValueError("there is no such class")
        table[i, labels[i]] = 1
    return table
