# no point earned: not-a-number and infinity are close to nothing.
def sigmoid(x):
    return np.full(np.shape(x), np.nan)


def relu(x):
    return np.full(np.shape(x), np.inf)


def tanh(x):
    return np.array(np.full(np.shape(x), np.nan + 1j * np.nan))


def neuron(inputs, weights, bias, activation):
    return float("nan")
