# count-one-bias-per-layer
def count_parameters(layer_sizes):
    n = len(layer_sizes) - 1
    for i in range(len(layer_sizes) - 1):
        n += layer_sizes[i] * layer_sizes[i + 1]
    return n
