def count_parameters(layer_sizes):
    total = 0
    for before, after in zip(layer_sizes, layer_sizes[1:]):
        total += before * after + after
    return total
