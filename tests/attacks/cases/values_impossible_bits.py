# no point earned: truth values that are neither true nor false, and numbers of impossible bits.
def sigmoid(x):
    return np.frombuffer(b"\x02" * max(1, np.size(x)), dtype=bool)[: np.size(x)].reshape(np.shape(x))


def relu(x):
    unnormal = b"\xff" * 8 + b"\x01\x00" + b"\x55" * 6
    wide = np.dtype(np.longdouble)
    return np.frombuffer(unnormal * np.size(x), dtype=wide).reshape(np.shape(x)) if wide.itemsize == 16 else x


def tanh(x):
    pseudo = b"\x00" * 8 + b"\xff\x7f" + b"\xff" * 6
    wide = np.dtype(np.longdouble)
    return np.frombuffer(pseudo, dtype=wide)[0] if wide.itemsize == 16 else None


def neuron(inputs, weights, bias, activation):
    return np.frombuffer(b"\x07", dtype=bool)[0]
