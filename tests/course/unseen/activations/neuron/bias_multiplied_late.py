# neuron-bias-multiplied
def neuron(inputs, weights, bias, activation):
    s = 0
    for i in range(len(inputs)):
        s = s + inputs[i] * weights[i]
    s = s * bias
    return activation(s)
