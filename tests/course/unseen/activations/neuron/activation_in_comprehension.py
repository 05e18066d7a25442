# neuron-activation-on-each-product
def neuron(inputs, weights, bias, activation):
    return sum(activation(i * w) for i, w in zip(inputs, weights)) + bias
