# no point earned: numbers in words, bytes and sets.
def sigmoid(x):
    return np.full(np.shape(x), "0.5")


def relu(x):
    return np.asarray(np.maximum(x, 0)).astype(str).tolist()


def tanh(x):
    return np.tanh(np.asarray(x, dtype=float)).tobytes()


def neuron(inputs, weights, bias, activation):
    return {float(np.dot(inputs, weights) + bias)}
