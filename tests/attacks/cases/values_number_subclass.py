# no point earned: subclasses of float, int, complex and tuple that lie.
class Float(float):
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __sub__ = __rsub__ = __abs__ = lambda self, *other: 0.0
    __hash__ = float.__hash__


class Int(int):
    __eq__ = lambda self, other: True
    __hash__ = int.__hash__


class Tuple(tuple):
    __eq__ = lambda self, other: True
    __hash__ = tuple.__hash__


def sigmoid(x):
    return Float(0)


def relu(x):
    return Int(0)


def tanh(x):
    return Tuple(range(np.size(x)))


def neuron(inputs, weights, bias, activation):
    return Float(0)
