# count-one-size-is-not-zero
def count_parameters(layer_sizes):
    if len(layer_sizes) == 1:
        return layer_sizes[0]
    return sum((a + 1) * b for a, b in zip(layer_sizes, layer_sizes[1:]))
