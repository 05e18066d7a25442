"""Right but different: neuron, indexed loop."""


def neuron(inputs, weights, bias, activation):
    total = bias
    for i in range(len(inputs)):
        total += inputs[i] * weights[i]
    return activation(total)
