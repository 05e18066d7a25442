def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def relu(x):
    return x * (x > 0)


def tanh(x):
    return 2 * sigmoid(2 * x) - 1


def neuron(inputs, weights, bias, activation):
    return activation(inputs @ weights + bias)
