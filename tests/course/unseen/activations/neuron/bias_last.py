# neuron-bias-after-activation
def neuron(inputs, weights, bias, activation):
    out = activation(sum(inputs * weights))
    out = out + bias
    return out
