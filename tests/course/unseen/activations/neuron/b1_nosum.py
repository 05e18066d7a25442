# neuron-products-not-added-up
def neuron(inputs, weights, bias, activation):
    return activation(inputs * weights + bias)
