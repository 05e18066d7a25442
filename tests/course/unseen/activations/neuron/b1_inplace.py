# neuron-changes-inputs
def neuron(inputs, weights, bias, activation):
    inputs *= weights
    return activation(inputs.sum() + bias)
