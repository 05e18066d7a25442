# count-empties-the-list | only
def count_parameters(layer_sizes):
    n = 0
    while len(layer_sizes) > 1:
        last = layer_sizes.pop()
        n += layer_sizes[-1] * last + last
    return n
