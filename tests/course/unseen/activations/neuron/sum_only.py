# neuron-no-activation
def neuron(inputs, weights, bias, activation):
    z = bias
    for k in range(len(weights)):
        z = z + weights[k] * inputs[k]
    return z
