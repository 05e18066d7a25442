# count-multiplies-all-sizes
def count_parameters(layer_sizes):
    t = 1
    for s in layer_sizes:
        t *= s
    return t
