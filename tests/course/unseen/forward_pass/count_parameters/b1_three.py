# count-three-sizes-only
def count_parameters(layer_sizes):
    a, b, c = layer_sizes
    return a * b + b + b * c + c
