# neuron-last-pair-only
def neuron(inputs, weights, bias, activation):
    for i, w in zip(inputs, weights):
        z = i * w + bias
    return activation(z)
