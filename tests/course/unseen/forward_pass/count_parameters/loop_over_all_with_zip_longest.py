# count-biases-for-inputs
def count_parameters(layer_sizes):
    total = layer_sizes[0]
    for left, right in zip(layer_sizes, layer_sizes[1:]):
        total += (left + 1) * right
    return total
