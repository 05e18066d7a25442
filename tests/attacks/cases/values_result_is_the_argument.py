# no point earned: a result that is the argument itself, changed later.
kept = []


def sigmoid(x):
    if isinstance(x, np.ndarray):
        for array in kept:
            array[...] = 0.5
        kept.append(x)
    return x


def relu(x):
    if isinstance(x, np.ndarray):
        x *= x > 0
    return kept
