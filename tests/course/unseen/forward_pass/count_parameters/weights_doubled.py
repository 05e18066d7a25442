# wrong | only | all-but
def count_parameters(layer_sizes):
    total = 0
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        total += 2 * a * b + b
    return total
