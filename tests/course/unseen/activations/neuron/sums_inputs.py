# neuron-ignores-weights
def neuron(inputs, weights, bias, activation):
    s = bias
    for i in inputs:
        s += i
    return activation(s)
