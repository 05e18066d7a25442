# ended in time: an exception whose text recurses without end.
class Deep(Exception):
    def __str__(self):
        return str(self) + repr(self)

    __repr__ = __str__


def sigmoid(x):
    raise Deep


def tanh(x):
    error = ValueError("inner")
    for _ in range(100_000):
        outer = ValueError("outer")
        outer.__cause__, error = error, outer
    raise error
