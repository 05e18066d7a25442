# text
def count_parameters(layer_sizes):
    return str(sum(a * b + b for a, b in zip(layer_sizes, layer_sizes[1:])))
