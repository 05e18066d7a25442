# neuron-bias-once-per-input
def neuron(inputs, weights, bias, activation):
    s = 0
    for i, w in zip(inputs, weights):
        s += i * w
        s += bias
    return activation(s)
