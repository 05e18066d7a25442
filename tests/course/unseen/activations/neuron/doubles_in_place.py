# neuron-changes-inputs
def neuron(inputs, weights, bias, activation):
    for i in range(len(inputs)):
        inputs[i] = inputs[i] * weights[i]
    return activation(inputs.sum() + bias)
