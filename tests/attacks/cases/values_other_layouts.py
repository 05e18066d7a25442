# no point earned: reversed, swapped, read-only and zero-dimensional arrays of wrong numbers.
def sigmoid(x):
    wrong = np.full(np.shape(x) or (), 0.5, dtype=">f8")
    wrong.setflags(write=False)
    return wrong


def relu(x):
    x = np.asarray(x)
    return np.abs(x)[::-1] if x.ndim else np.array(np.abs(x) + 1)


def tanh(x):
    return np.asfortranarray(np.sign(np.asarray(x, dtype="<f4")))[()]


def neuron(inputs, weights, bias, activation):
    return np.array(np.dot(inputs, weights), dtype=">f8")
