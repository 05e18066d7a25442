def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    return sum(array(values) * array(weights))


def row_means(table):
    return mean(table, axis=1)


def one_hot(labels, num_class):
    return np.eye(num_classes)[labels]
