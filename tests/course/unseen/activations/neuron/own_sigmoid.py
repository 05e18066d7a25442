# neuron-fixed-activation
def neuron(inputs, weights, bias, activation):
    return sigmoid(inputs @ weights + bias)
