def count_parameters(layer_sizes):
    weights = 0
    for i in range(1, len(layer_sizes)):
        weights += layer_sizes[i - 1] * layer_sizes[i]
    biases = 0
    for n in layer_sizes[1:]:
        biases += n
    return weights + biases
