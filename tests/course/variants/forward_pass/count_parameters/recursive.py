def count_parameters(layer_sizes):
    if len(layer_sizes) <= 1:
        return 0
    first, second = layer_sizes[0], layer_sizes[1]
    return first * second + second + count_parameters(layer_sizes[1:])
