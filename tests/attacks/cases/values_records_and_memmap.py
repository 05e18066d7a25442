# no point earned: records, arrays over files and arrays of nothing but fields.
def sigmoid(x):
    table = np.zeros(np.shape(x), dtype=[("value", float), ("other", "i4", (2,))])
    return table.view(np.recarray)


def relu(x):
    size = max(1, np.size(x))
    mapped = np.memmap("mapped", dtype=float, mode="w+", shape=(size,))
    mapped[:] = 1.0
    return mapped.reshape(np.shape(x)) if np.size(x) else mapped


def tanh(x):
    return np.zeros(np.shape(x), dtype=[("value", float)])["value"]


def neuron(inputs, weights, bias, activation):
    return np.zeros((), dtype=np.dtype({"names": ["a"], "formats": ["f8"], "offsets": [8], "itemsize": 64}))
