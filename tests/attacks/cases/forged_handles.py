# no point earned: handles with any number, type's name and readiness to be called.
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
HANDLES = [
    wire.Handle(-1, "ndarray", False), wire.Handle(2**62, "float", True), wire.Handle(0, "STOLEN", False),
    wire.Handle(0, "\x1b[31m<script>", True), wire.Handle(0, "", False), wire.Handle(0, "x" * 500_000, True),
    wire.List((wire.Handle(0, "float", False),) * 10), wire.Tuple((wire.Handle(0, "a", True), 1.0)),
    wire.Dict((("a", wire.Handle(0, "a", True)),)),
]
count = 0


def _answer(self, request):
    global count
    count += 1
    return wire.Returned(request.call, HANDLES[count % len(HANDLES)], None, "")


sys.modules["program"].Session.answer = _answer


def sigmoid(x):
    return x


def relu(x):
    return x
