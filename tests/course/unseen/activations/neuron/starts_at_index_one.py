# wrong | only | all-but
def neuron(inputs, weights, bias, activation):
    s = bias
    for i in range(1, len(inputs)):
        s += inputs[i] * weights[i]
    return activation(s)
