# count-misses-last-pair
def count_parameters(layer_sizes):
    t = 0
    for i in range(len(layer_sizes) - 2):
        t += (layer_sizes[i] + 1) * layer_sizes[i + 1]
    return t
