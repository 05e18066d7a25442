from functools import reduce


def one_step(signal, layer):
    weights, bias = layer
    return sigmoid(signal @ weights + bias)


def forward(inputs, layers):
    return reduce(one_step, layers, inputs)
