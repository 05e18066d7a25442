# no point earned: objects whose text, format, hash and length are others each time.
import itertools

_count = itertools.count()


class Changing:
    def __repr__(self):
        return f"array([{next(_count)}.])"

    __str__ = __repr__

    def __format__(self, spec):
        return str(next(_count))

    def __hash__(self):
        return next(_count)

    def __len__(self):
        return next(_count)

    def __getitem__(self, place):
        return next(_count)

    def __array__(self, dtype=None, copy=None):
        return np.full(next(_count) % 5, 0.5)


def sigmoid(x):
    return Changing()


def relu(x):
    return [Changing()] * np.size(x)


def tanh(x):
    return {0: Changing()}


def neuron(inputs, weights, bias, activation):
    return Changing()
