"""Right but different: neuron, at sign."""


def neuron(x, w, b, f):
    return f(x @ w + b)
