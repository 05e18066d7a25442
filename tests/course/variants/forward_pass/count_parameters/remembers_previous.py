def count_parameters(layer_sizes):
    total = 0
    previous = None
    for size in layer_sizes:
        if previous is not None:
            total = total + previous * size
            total = total + size
        previous = size
    return int(total)
