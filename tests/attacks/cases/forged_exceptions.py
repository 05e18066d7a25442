# no point earned: exceptions with ancestors that they do not have.
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
ANCESTORS = [
    (), ("Exception",), ("object",), ("WorkerDied",), ("KeyboardInterrupt", "Exception"), ("SystemExit",),
    ("AssertionError", "Exception"), ("StopIteration", "Exception"), ("__import__",), ("Exception",) * 64,
    ("UnicodeDecodeError", "Exception"), ("BaseException",), ("Skipped", "Exception"), ("os.system",),
]
count = 0


def _answer(self, request):
    global count
    count += 1
    return wire.Raised(request.call, "KeyboardInterrupt", ANCESTORS[count % len(ANCESTORS)], "x", "y", -1, None, "")


sys.modules["program"].Session.answer = _answer


def sigmoid(x):
    return x


def relu(x):
    return x


def tanh(x):
    return x
