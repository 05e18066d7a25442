# count-biases-of-the-layer-before
def count_parameters(layer_sizes):
    t = 0
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        t += a * b + a
    return t
