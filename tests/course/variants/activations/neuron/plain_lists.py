"""Right but different: neuron, plain lists."""


def neuron(inputs, weights, bias, activation):
    inputs = inputs.tolist()
    weights = weights.tolist()
    total = 0
    while inputs:
        total = total + inputs.pop() * weights.pop()
    return activation(total + bias)
