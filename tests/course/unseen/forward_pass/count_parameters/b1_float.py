# text
def count_parameters(layer_sizes):
    t = sum((a + 1) * b for a, b in zip(layer_sizes, layer_sizes[1:]))
    return f"{t}"
