# count-runs-past-the-end
def count_parameters(layer_sizes):
    t = 0
    for i in range(len(layer_sizes)):
        t += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return t
