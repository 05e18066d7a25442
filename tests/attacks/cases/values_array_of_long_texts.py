# ended in time: a list of texts of which one is long, which NumPy would pad to hundreds of GB.
def sigmoid(x):
    return ["a" * 900_000] + ["b"] * 40_000


def tanh(x):
    return [b"a" * 900_000] + [b"b"] * 40_000


def relu(x):
    return ["a" * 100_000] + ["b"] * 30_000


def neuron(inputs, weights, bias, activation):
    return np.array(["a" * 500, "b"] * 100)
