# no point earned: replies that use what earlier calls have shown.
seen = {}


def relu(x):
    key = np.shape(x)
    before = seen.get(key)
    seen[key] = x
    return x if before is None else before


def tanh(x):
    seen.setdefault("tanh", []).append(x)
    return seen["tanh"][0]
