# count-three-sizes-only | all-but
def count_parameters(layer_sizes):
    i, h, o = layer_sizes[0], layer_sizes[1], layer_sizes[2]
    return i * h + h + h * o + o
