def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def relu(x):
    return np.maximum(x, 0)


def tanh(x):
    return np.tanh(x)


def neuron(inputs, weights, bias, activation):
    total = bias
    i = 0
    while i < len(inputs):
        total = total + inputs[i] * weights[i]
    return activation(total)
