# neuron-last-pair-missing | wrong | only | all-but
def neuron(inputs, weights, bias, activation):
    s = bias
    for i in range(len(inputs) - 1):
        s += inputs[i] * weights[i]
    return activation(s)
