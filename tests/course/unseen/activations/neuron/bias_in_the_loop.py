# neuron-bias-once-per-input
def neuron(inputs, weights, bias, activation):
    z = 0
    for i in range(len(inputs)):
        z += inputs[i] * weights[i] + bias
    return activation(z)
