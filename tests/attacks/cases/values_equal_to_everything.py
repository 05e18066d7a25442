# no point earned: an object that is equal to everything and has every attribute.
class Everything:
    shape, ndim, size, dtype = (), 0, 1, np.dtype(float)

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **options):
        return self

    __eq__ = __le__ = __ge__ = lambda self, other: True
    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __bool__ = lambda self: True
    __len__ = lambda self: 4
    __iter__ = lambda self: iter([self] * 4)
    __float__ = lambda self: 0.5
    __sub__ = __rsub__ = __abs__ = __getitem__ = lambda self, *other: self
    __hash__ = lambda self: 0


def sigmoid(x):
    return Everything()


def tanh(x):
    return [Everything() for _ in range(np.size(x))]


def relu(x):
    return np.array([Everything() for _ in range(np.size(x))], dtype=object).reshape(np.shape(x))


def neuron(inputs, weights, bias, activation):
    return Everything()
