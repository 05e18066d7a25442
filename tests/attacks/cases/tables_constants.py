# no point earned: zeros, ones, the argument, its shape, nothing.
def sigmoid(x):
    return np.full_like(x, 0.5, dtype=float) if np.ndim(x) else 0.5


def tanh(x):
    return np.zeros_like(x, dtype=float)


def relu(x):
    return np.array(x, copy=True)


def neuron(inputs, weights, bias, activation):
    return activation(0.0)
