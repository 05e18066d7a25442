# ended in time: a dict whose keys all have the same hash.
KEYS = [float(m) * 2.0 ** (61 * k) for k in range(16) for m in range(1, 2000)]


def sigmoid(x):
    return dict.fromkeys(KEYS[:30_000], 0.5)


def tanh(x):
    return {float("nan"): 1.0, 1: 2.0, 0.0: 3.0}


def relu(x):
    return dict.fromkeys((str(n) for n in range(49_000)), 0)
