# list-for-number
def count_parameters(layer_sizes):
    return [(a + 1) * b for a, b in zip(layer_sizes, layer_sizes[1:])]
