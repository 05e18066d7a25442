# no point earned: an answer carries the number of its call, or ends the worker.
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
def sigmoid(x):
    for number in (-1, 0, 2**62, 2**63 - 1, 999):
        os.write(SOCKET, wire.frame(wire.Returned(number, 0.5, None, "")))
    return x


def tanh(x):
    os.write(SOCKET, wire.frame(wire.Ready(0, ("tanh",))))
    return x


def relu(x):
    os.write(SOCKET, wire.frame(wire.Ran(0, 0, False, "", 0, "", 0)))
    return x
