def sigmoid(x):
    if np.ndim(x) == 0:
        return 1 / (1 + np.exp(-x))
    return [sigmoid(part) for part in x]


def relu(x):
    if np.ndim(x) == 0:
        return max(0, x)
    return [relu(part) for part in x]


def tanh(x):
    return np.tanh(x).tolist()


def neuron(inputs, weights, bias, activation):
    return [activation(np.dot(inputs, weights) + bias)]
