# neuron-bias-subtracted
def neuron(inputs, weights, bias, activation):
    z = inputs @ weights
    z -= bias
    return activation(z)
