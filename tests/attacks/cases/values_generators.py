# no point earned: iterators, generators, ranges, sets and views are no arrays.
def sigmoid(x):
    return (0.5 for _ in range(np.size(x)))


def relu(x):
    return map(abs, np.ravel(x))


def tanh(x):
    return range(np.size(x))


def neuron(inputs, weights, bias, activation):
    return {0.0}
