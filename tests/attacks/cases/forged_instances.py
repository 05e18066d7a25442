# no point earned: handles that call themselves arrays, and callbacks and names that nobody lent.
import sys

wire = sys.modules["wire"]
VALUES = [
    wire.Handle(0, "ndarray", False), wire.Handle(2**62, "float64", True), wire.Handle(-1, "sigmoid", True),
    wire.Named("relu"), wire.Callback(0), wire.Callback(-1), wire.List((wire.Callback(0), wire.Named("test_sigmoid"))),
    wire.Dict((("__class__", wire.Handle(0, "bool", False)),)), wire.Handle(0, "\u202e\x1b[31m" * 9, False),
]
_count = [0]


def _answer(self, request):
    _count[0] += 1
    return wire.Returned(request.call, VALUES[_count[0] % len(VALUES)], wire.Tuple((VALUES[0], VALUES[3])), "")


sys.modules["program"].Session.answer = _answer


def sigmoid(x):
    return x


def relu(x):
    return -x


def tanh(x):
    return x
