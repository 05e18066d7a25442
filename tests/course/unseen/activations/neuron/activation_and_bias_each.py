# neuron-activation-before-the-sum | wrong | neuron-activation-on-each-product | all-but | only
def neuron(inputs, weights, bias, activation):
    return sum(activation(i * w + bias) for i, w in zip(inputs, weights))
