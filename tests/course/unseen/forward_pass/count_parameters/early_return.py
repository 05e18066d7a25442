# count-first-pair-only
def count_parameters(layer_sizes):
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        return a * b + b
    return 0
