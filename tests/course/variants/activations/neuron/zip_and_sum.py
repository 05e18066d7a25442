"""Right but different: neuron, zip and sum."""


def neuron(inputs, weights, bias, activation):
    products = [i * w for i, w in zip(inputs, weights, strict=True)]
    y = activation(sum(products) + bias)
    return y
