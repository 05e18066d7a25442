# count-adds-the-sizes
def count_parameters(layer_sizes):
    n = 0
    for size in layer_sizes:
        n += size
    return n
