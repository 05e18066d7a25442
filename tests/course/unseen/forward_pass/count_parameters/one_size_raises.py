# raises | only
def count_parameters(layer_sizes):
    total = layer_sizes[0] * layer_sizes[1] + layer_sizes[1]
    for i in range(2, len(layer_sizes)):
        total += (layer_sizes[i - 1] + 1) * layer_sizes[i]
    return total
