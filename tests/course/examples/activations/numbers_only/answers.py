def sigmoid(x):
    if x >= 0:
        return 1 / (1 + np.exp(-x))
    else:
        return np.exp(x) / (1 + np.exp(x))


def relu(x):
    return max(0, x)


def tanh(x):
    import math

    return (math.exp(x) - math.exp(-x)) / (math.exp(x) + math.exp(-x))


def neuron(inputs, weights, bias, activation):
    total = bias
    for i, w in zip(inputs, weights):
        total += i * w
    return activation(total)
