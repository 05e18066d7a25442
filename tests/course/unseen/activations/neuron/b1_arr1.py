# shape
def neuron(inputs, weights, bias, activation):
    z = inputs.reshape(1, -1) @ weights.reshape(-1, 1) + bias
    return activation(z)
