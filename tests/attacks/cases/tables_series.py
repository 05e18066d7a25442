# no point earned: a few terms of a series, right only near zero.
def sigmoid(x):
    x = np.asarray(x, dtype=float)
    return 0.5 + x / 4 - x**3 / 48 + x**5 / 480


def relu(x):
    x = np.asarray(x, dtype=float)
    return (x + np.sqrt(x * x + 1e-3)) / 2


def tanh(x):
    x = np.asarray(x, dtype=float)
    return x - x**3 / 3 + 2 * x**5 / 15


def neuron(inputs, weights, bias, activation):
    return activation(bias) + float(np.dot(inputs, weights))
