# count-squares | wrong | only | all-but
def count_parameters(layer_sizes):
    return sum(s * s + s for s in layer_sizes[1:])
