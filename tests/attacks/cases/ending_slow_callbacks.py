# ended in time: the time of a callback counts for the call that it belongs to.
def neuron(inputs, weights, bias, activation):
    while True:
        activation(1.0)
