# no point earned: one number, or one row, in the place of many.
def sigmoid(x):
    return np.array([0.5])


def relu(x):
    return np.broadcast_to(np.float64(0), np.shape(x))


def tanh(x):
    return np.zeros((1,) * 16)


def neuron(inputs, weights, bias, activation):
    return np.zeros((1,) * 8)
