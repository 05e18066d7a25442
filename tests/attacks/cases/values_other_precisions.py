# no point earned: booleans, half and extended precision, complex numbers that are wrong.
def sigmoid(x):
    return np.full(np.shape(x), 0.5, dtype=np.float16)


def relu(x):
    return np.zeros(np.shape(x), dtype=np.clongdouble)


def tanh(x):
    return np.zeros(np.shape(x), dtype=bool)


def neuron(inputs, weights, bias, activation):
    return np.longdouble("nan")
