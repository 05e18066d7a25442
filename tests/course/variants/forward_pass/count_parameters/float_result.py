def weights_between(before, after):
    return float(before * after)


def count_parameters(layer_sizes):
    weights = 0.0
    for i in range(len(layer_sizes) - 1):
        weights += weights_between(layer_sizes[i], layer_sizes[i + 1])
    return weights + sum(layer_sizes) - layer_sizes[0]
