def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("values and weights must have the same length")
    # YOUR CODE HERE
    np.dot(values, weights)
    raise NotImplementedError()


def one_hot(labels, num_classes):
    table = np.zeros((len(labels), num_classes))
    # YOUR CODE HERE
    raise NotImplementedError()
