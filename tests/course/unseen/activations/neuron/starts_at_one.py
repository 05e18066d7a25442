# wrong | only | all-but
def neuron(inputs, weights, bias, activation):
    s = 1
    for i, w in zip(inputs, weights):
        s += i * w
    return activation(s + bias)
