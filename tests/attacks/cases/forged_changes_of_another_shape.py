# ended in time: changed arguments of other types, counts and shapes.
import os
import stat
import sys

wire = sys.modules["wire"]
for number in range(3, 64):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            SOCKET = number
    except OSError:
        pass
CHANGES = [
    wire.Tuple(()), wire.Tuple((1.0,) * 1000), wire.Tuple((wire.Handle(0, "x", True),)), wire.Tuple((wire.Dict(()),)),
    wire.Tuple((wire.Array("<c16", (1,), bytes(16)),)), wire.Tuple((wire.Array("<f8", (0,), b""),)),
    wire.Tuple((wire.List(("a",) * 50),)), wire.Tuple((wire.Array("|b1", (2,) * 16, bytes(65536)),)),
    wire.Tuple((wire.Named("relu"),)),
]
count = 0


def _answer(self, request):
    global count
    count += 1
    return wire.Returned(request.call, 0.5, CHANGES[count % len(CHANGES)], "")


sys.modules["program"].Session.answer = _answer


def sigmoid(x):
    return x


def relu(x):
    return x


def tanh(x):
    return x
