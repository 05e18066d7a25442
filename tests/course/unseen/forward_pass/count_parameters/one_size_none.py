# only | returns-nothing
def count_parameters(layer_sizes):
    if len(layer_sizes) == 1:
        return None
    return sum(a * b + b for a, b in zip(layer_sizes, layer_sizes[1:]))
