# count-no-biases-at-the-end | wrong | only | all-but
def count_parameters(layer_sizes):
    n = sum(layer_sizes[1:-1])
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        n += a * b
    return n
