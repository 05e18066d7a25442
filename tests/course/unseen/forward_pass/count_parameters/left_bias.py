# count-biases-of-the-layer-before
def count_parameters(layer_sizes):
    return sum(a * (b + 1) for a, b in zip(layer_sizes, layer_sizes[1:]))
