# ended in time: whole numbers of any length.
def sigmoid(x):
    return 10**100_000


def tanh(x):
    return 2**63


def relu(x):
    return [2**62] * 50_000


def neuron(inputs, weights, bias, activation):
    return -(2**63)
