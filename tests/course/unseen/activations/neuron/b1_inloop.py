# neuron-first-pair-only
def neuron(inputs, weights, bias, activation):
    s = bias
    for i, w in zip(inputs, weights):
        s += i * w
        return activation(s)
