# ended in time: as many items as may cross.
def sigmoid(x):
    return [0.5] * 99_999


def relu(x):
    return [[0.0] for _ in range(49_000)]


def tanh(x):
    return {n: "x" for n in range(49_000)}


def neuron(inputs, weights, bias, activation):
    return [[[]] * 300 for _ in range(300)]
