# no point earned: an object that says that it is an array or a float.
class Liar:
    __class__ = np.ndarray
    dtype, shape, ndim = np.dtype(float), (4,), 1


class Meta(type):
    __instancecheck__ = __subclasscheck__ = lambda cls, other: True


class Float(metaclass=Meta):
    __class__ = float

    def __float__(self):
        return 0.5


def sigmoid(x):
    return Liar()


def relu(x):
    return Float()


def tanh(x):
    return Float
