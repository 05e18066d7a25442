# offset | wrong | only
def count_parameters(layer_sizes):
    total = 1
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        total += a * b + b
    return total
