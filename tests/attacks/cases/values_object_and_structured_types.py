# no point earned: arrays of objects, records, texts, dates and voids.
def sigmoid(x):
    return np.full(np.shape(x), 0.5, dtype=object)


def relu(x):
    return np.zeros(np.shape(x), dtype=[("a", "f8"), ("b", "O")])


def tanh(x):
    return np.zeros(np.shape(x), dtype="M8[s]")


def neuron(inputs, weights, bias, activation):
    return np.zeros(1, dtype="V16")[0]
