# count-adds-neighbours-and-biases | wrong | only | all-but
def count_parameters(layer_sizes):
    n = 0
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        n += a + b + b
    return n
