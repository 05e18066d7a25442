# count-both-biases | wrong | only
def count_parameters(layer_sizes):
    total = 0
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        total += a * b + a + b
    return total
