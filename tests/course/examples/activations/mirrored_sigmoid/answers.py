def sigmoid(x):
    return 1 / (1 + np.exp(x))


def relu(x):
    return np.maximum(0, x)


def tanh(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


def neuron(inputs, weights, bias, activation):
    z = np.dot(inputs, weights) + bias
    return activation(z)
