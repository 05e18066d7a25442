# no point earned: memory that no reading of the text shows, carried from one suite to the next.
def _made():
    seen = []

    def remembering(x):
        seen.append(x)
        return np.abs(seen[0]) if len(seen) > 3 else x

    return remembering


_keep = _made()


def sigmoid(x, kept=_keep):
    return kept(x)


relu = _made()
tanh = lambda x, _seen={}: _seen.setdefault("first", x)


def neuron(inputs, weights, bias, activation):
    neuron.calls = getattr(neuron, "calls", 0) + 1
    return float(neuron.calls)
