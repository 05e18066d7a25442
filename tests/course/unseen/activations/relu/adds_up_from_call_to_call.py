# changing | first-call-only
seen = 0.0


def relu(x):
    global seen
    seen = seen + 1
    return np.maximum(0, x) + seen
