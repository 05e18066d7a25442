# count-runs-past-the-end
def count_parameters(layer_sizes):
    n = 0
    i = 0
    while i < len(layer_sizes):
        n += (layer_sizes[i] + 1) * layer_sizes[i + 1]
        i += 1
    return n
