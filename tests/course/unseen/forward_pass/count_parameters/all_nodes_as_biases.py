# count-biases-for-inputs
def count_parameters(layer_sizes):
    n = 0
    for i in range(1, len(layer_sizes)):
        n += layer_sizes[i - 1] * layer_sizes[i]
    for size in layer_sizes:
        n += size
    return n
