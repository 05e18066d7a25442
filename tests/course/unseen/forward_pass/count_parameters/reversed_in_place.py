# only
def count_parameters(layer_sizes):
    layer_sizes.reverse()
    total = 0
    for b, a in zip(layer_sizes, layer_sizes[1:]):
        total += a * b + b
    return total
