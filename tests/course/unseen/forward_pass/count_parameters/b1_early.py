# count-first-pair-only
def count_parameters(layer_sizes):
    t = 0
    for i in range(len(layer_sizes) - 1):
        t += (layer_sizes[i] + 1) * layer_sizes[i + 1]
        return t
