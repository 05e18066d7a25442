# neuron-no-bias
def neuron(inputs, weights, bias, activation):
    s = 0
    for i, w in zip(inputs, weights):
        s += i * w
    return activation(s)
