# count-empties-the-list
def count_parameters(layer_sizes):
    t = 0
    while len(layer_sizes) > 1:
        a = layer_sizes.pop(0)
        t += (a + 1) * layer_sizes[0]
    return t
