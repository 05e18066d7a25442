# wrong | only | all-but
def count_parameters(layer_sizes):
    n = 0
    for i in range(1, len(layer_sizes) - 1):
        n += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return n
